export const listNames = ['models', 'packs', 'plans'] as const
export type ListName = (typeof listNames)[number]

/** An entry as it is written; the backend says what is wrong with it. */
export type Entry = Record<string, unknown> & { id: string }

export type Content = Record<ListName, Entry[]> & Record<string, unknown>

/** The catalogue of a text, if the forms can show it. */
export function contentIn(text: string): Content | undefined {
  try {
    const content = JSON.parse(text) as Content
    return listNames.every((list) => Array.isArray(content[list])) ? content : undefined
  } catch {
    return undefined
  }
}

/** Indented as catalog.json is. */
export function textOf(content: Content): string {
  return `${JSON.stringify(content, null, 2)}\n`
}

/** With one entry in the place of another, or at the end; without the entry where there is none. */
export function withEntry(content: Content, list: ListName, id: string | undefined, entry?: Entry): Content {
  const entries = content[list]
  if (id === undefined) return entry ? { ...content, [list]: [...entries, entry] } : content
  return { ...content, [list]: entries.flatMap((each) => (each.id === id ? (entry ? [entry] : []) : [each])) }
}

/** What stands at a path such as `title.ru`. */
export function valueAt(entry: Record<string, unknown>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], entry)
}

/** With another value at a path; undefined takes it out. */
export function withValue<Value extends Record<string, unknown>>(entry: Value, path: string, value: unknown): Value {
  const [key = '', ...rest] = path.split('.')
  if (rest.length > 0) {
    const inner = withValue((entry[key] ?? {}) as Record<string, unknown>, rest.join('.'), value)
    return { ...entry, [key]: inner }
  }
  if (value !== undefined) return { ...entry, [key]: value }
  const { [key]: _, ...without } = entry
  return without as Value
}
