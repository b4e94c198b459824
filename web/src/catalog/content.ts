export const listNames = ['models', 'packs', 'plans', 'images', 'assistants', 'toolServers'] as const
export type ListName = (typeof listNames)[number]

/** Entries of these lists share their ids. */
const sharing = [
  ['models', 'transcription', 'voices', 'painters', 'toolServers'],
  ['packs', 'plans'],
]

/** An entry as it is written; the backend says what is wrong with it. */
export type Entry = Record<string, unknown> & { id: string }

export type Content = Record<string, unknown>

/** The catalogue of a text, if the forms can show it. */
export function contentIn(text: string): Content | undefined {
  try {
    const content: unknown = JSON.parse(text)
    return isObject(content) && listNames.every((list) => isListOfEntries(content[list])) ? content : undefined
  } catch {
    return undefined
  }
}

function isListOfEntries(list: unknown): boolean {
  return list === undefined || (Array.isArray(list) && list.every(isObject))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list that is left out has no entries. */
export function entriesOf(content: Content, list: string): Entry[] {
  return objectsIn(content[list]) as Entry[]
}

export function objectsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

export function objectIn(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {}
}

export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

/** The texts of an object, such as what is written in each language. */
export function wordsIn(value: unknown): Record<string, string> {
  const texts = Object.entries(objectIn(value)).filter(([, text]) => typeof text === 'string')
  return Object.fromEntries(texts) as Record<string, string>
}

/** The ids that an entry of the list may not have. */
export function takenIds(content: Content, list: ListName): string[] {
  const lists = sharing.find((each) => each.includes(list)) ?? [list]
  return lists.flatMap((each) => entriesOf(content, each).map(({ id }) => id))
}

/** Indented as catalog.json is. */
export function textOf(content: Content): string {
  return `${JSON.stringify(content, null, 2)}\n`
}

/** With one entry in the place of another, or at the end; without the entry where there is none. */
export function withEntry(content: Content, list: ListName, id: string | undefined, entry?: Entry): Content {
  const entries = entriesOf(content, list)
  if (id === undefined) return entry ? { ...content, [list]: [...entries, entry] } : content
  return { ...content, [list]: entries.flatMap((each) => (each.id === id ? (entry ? [entry] : []) : [each])) }
}

/** With another value of a field; undefined takes it out. */
export function withValue<Value extends Record<string, unknown>>(entry: Value, key: string, value: unknown): Value {
  if (value !== undefined) return { ...entry, [key]: value }
  const { [key]: _, ...without } = entry
  return without as Value
}
