import type { Catalog } from '#modules/catalog/catalog.ts'

/** What is another in a catalogue than in the one before it: an entry that came or went, or a field of one. */
export interface Difference {
  /** Such as `models standard`, or `speech`. */
  entry: string
  what: 'added' | 'removed' | 'changed'
  /** Of a change: its path, such as `title.ru`. */
  field: string | null
  /** As JSON; null: it was not there, or it is there no longer. */
  before: string | null
  after: string | null
}

type Entries = Record<string, Record<string, unknown>>

export function differencesOf(before: Catalog, after: Catalog): Difference[] {
  const [old, present] = [entriesOf(before), entriesOf(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(present)])]
  const changed = names.flatMap((entry) => ofEntry(entry, old[entry], present[entry]))
  return [...changed, ...ofOrder(before, after)]
}

/** Entries by list and id; what is no list stands for itself. */
function entriesOf(catalog: Catalog): Entries {
  const lists = Object.entries(catalog).flatMap(([list, value]) =>
    Array.isArray(value)
      ? value.map((entry) => [`${list} ${entry.id}`, entry] as const)
      : [[list, value as Record<string, unknown>] as const],
  )
  return Object.fromEntries(lists)
}

function ofEntry(
  entry: string,
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown> | undefined,
): Difference[] {
  if (!before) return [{ entry, what: 'added', field: null, before: null, after: JSON.stringify(after) }]
  if (!after) return [{ entry, what: 'removed', field: null, before: JSON.stringify(before), after: null }]
  const [old, present] = [leavesOf(before), leavesOf(after)]
  const fields = [...new Set([...old.keys(), ...present.keys()])]
  return fields
    .filter((field) => old.get(field) !== present.get(field))
    .map((field) => ({
      entry,
      what: 'changed',
      field,
      before: old.get(field) ?? null,
      after: present.get(field) ?? null,
    }))
}

/** The values of an entry by their paths, as JSON; a list is one value. */
function leavesOf(value: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
      if (inner === undefined) return []
      if (typeof inner === 'object' && inner !== null && !Array.isArray(inner))
        return [...leavesOf(inner, `${path}${key}.`)]
      return [[path + key, JSON.stringify(inner)] as const]
    }),
  )
}

/** People see the lists in their order, and the first model answers people who have chosen none. */
function ofOrder(before: Catalog, after: Catalog): Difference[] {
  const lists = [
    'models',
    'transcription',
    'voices',
    'painters',
    'images',
    'assistants',
    'toolServers',
    'packs',
    'plans',
  ] as const
  return lists.flatMap((list) => {
    const ids = (catalog: Catalog) => catalog[list].map(({ id }) => id)
    const stay = (own: string[], others: string[]) => own.filter((id) => others.includes(id)).join(', ')
    const [old, present] = [stay(ids(before), ids(after)), stay(ids(after), ids(before))]
    if (old === present) return []
    return [{ entry: list, what: 'changed' as const, field: null, before: old, after: present }]
  })
}
