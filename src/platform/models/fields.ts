/** What may stand in JSON that another server has written. */
export type Fields = Record<string, unknown>

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

const highestCount = 2 ** 31 - 1

/** What is no count is no count to us either: it goes into a whole number of the database. */
export function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= highestCount ? value : null
}

const longestSeconds = 1_000_000

/** What is no length is no length to us either. */
export function secondsOf(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= longestSeconds ? value : null
}
