import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useFormat } from '#web/kit/format.ts'
import { useTexts } from '#web/language.ts'
import { useMe } from '#web/session.ts'

type Checked = BrowserReply<'checkCatalog'>
export type Difference = Checked['differences'][number]
export type Part = Checked['findings'][number]['parts'][number]
export type Fault = Checked['faults'][number]

/** Longer values are whole entries: the JSON has them. */
const longestValue = 80

/** What the backend says of a catalogue, in the chosen language. */
export function useWords() {
  const { catalog: t, catalogFaults } = useTexts()
  const { exactDollars, number } = useFormat()
  const { languages } = useMe()

  /** `models standard` is the model “standard”. */
  const entry = (name: string) => {
    const [list = '', id] = name.split(' ')
    return id === undefined ? (t.parts[list] ?? list) : `${t.one[list] ?? list} ${id}`
  }
  /** A path such as `title.de` or `prices.0.from`, without the numbers, in an entry of this part. */
  const fieldAt = (part: string | null, path: string) => {
    const keys = path.split('.').filter((key) => !/^\d+$/.test(key))
    const nameOf = (name: string) => t.fields[`${part}.${name}`] ?? t.fields[name]
    // `id` is a field and a language: a language stands within a field.
    const within = (key: string) => languages.find(({ code }) => code === key)?.name ?? nameOf(key) ?? key
    const [first = '', ...rest] = keys
    return nameOf(keys.join('.')) ?? [nameOf(first) ?? first, ...rest.map(within)].join(' → ')
  }
  const wrong = ({ kind, facts }: Fault) =>
    catalogFaults.kinds[kind]?.((name) => {
      const fact = facts[name] ?? ''
      return typeof fact === 'number' ? number(fact) : (catalogFaults.types[fact] ?? fact)
    })
  /** Without its place: for beside it. */
  const faultHere = (fault: Fault) => {
    const words = wrong(fault)
    return words === undefined ? fault.sentence : `${words[0]!.toUpperCase()}${words.slice(1)}.`
  }
  const fault = (whole: Fault) => {
    const { part, entry: id, field } = whole
    const place = [
      ...(part === null ? [] : [entry(id === null ? part : `${part} ${id}`)]),
      ...(field === null ? [] : [fieldAt(part, field)]),
    ].join(', ')
    const words = wrong(whole)
    return place && words !== undefined ? `${place}: ${words}.` : faultHere(whole)
  }
  const what = ({ entry: name, what: kind, field }: Pick<Difference, 'entry' | 'what' | 'field'>) =>
    kind === 'changed' ? (field === null ? t.order : fieldAt(name.split(' ')[0]!, field)) : t.kinds[kind]
  const value = (json: string | null) => {
    if (json === null) return '—'
    if (json.length > longestValue) return '…'
    return json.startsWith('"') ? json.slice(1, -1) : json
  }
  const line = (difference: Difference) =>
    difference.what === 'changed'
      ? `${entry(difference.entry)}, ${what(difference)}: ${value(difference.before)} → ${value(difference.after)}`
      : `${entry(difference.entry)}: ${what(difference)}`
  const part = ({ kind, facts, words }: Part) =>
    t.findings[kind]?.(
      (name) => exactDollars(Number(facts[name] ?? 0)),
      (name) => (typeof facts[name] === 'number' ? number(facts[name]) : (facts[name] ?? '')),
    ) ?? `${words}.`
  return { entry, fieldAt, what, value, line, part, fault, faultHere, recorded: (kept: string) => recorded(kept, line) }
}

/** A difference as the audit log keeps it, such as `models expert priceCredits: 10 → 2`. */
function recorded(kept: string, line: (difference: Difference) => string): string {
  const parts = /^(\w+)(?: ([a-z0-9-]+))?(?: (added|removed)| (\S*): (.*) → (.*))$/s.exec(kept)
  if (!parts) return kept
  const [, list = '', id, kind, field, before = null, after = null] = parts
  return line({
    entry: id === undefined ? list : `${list} ${id}`,
    what: kind === 'added' || kind === 'removed' ? kind : 'changed',
    field: field || null,
    before,
    after,
  })
}

interface Asked {
  differences: Difference[]
  more: number
  warnings: { model: string; parts: Part[] }[]
}

/** The second question before a version is published. */
export function useQuestionWords() {
  const { catalog: t } = useTexts()
  const words = useWords()
  return (question: Record<string, unknown>) => {
    const { differences, more, warnings } = question as unknown as Asked
    const losing = warnings.map(({ model, parts }) => {
      const wrong = parts.filter((part) => part.wrong).map(words.part)
      return `⚠️ ${words.entry(model)}: ${wrong.join(' ')}`
    })
    return [...losing, ...differences.map(words.line), ...(more > 0 ? [t.moreChanges(more)] : [])]
  }
}
