import { csv } from '#platform/telegram/csv.ts'

/** Rows as a spreadsheet reads them: the names of the fields, then a line each. What people call themselves is no formula there. */
export function csvOf(rows: readonly object[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return csv([names, ...rows.map((row) => names.map((name) => cell((row as Record<string, unknown>)[name])))])
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
