import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useFormat } from '#web/kit/format.ts'
import { useTexts } from '#web/language.ts'

type Checked = BrowserReply<'checkCatalog'>
export type Difference = Checked['differences'][number]
export type Part = Checked['findings'][number]['parts'][number]
type Fault = Checked['faults'][number]

/** Longer values are whole entries: the JSON has them. */
const longestValue = 80

/** What the backend says of a catalogue, in the chosen language. */
export function useWords() {
  const { catalog: t, catalogFaults } = useTexts()
  const { exactDollars, number } = useFormat()

  /** `models standard` is the model “standard”. */
  const entry = (name: string) => {
    const [list = '', id] = name.split(' ')
    return id === undefined ? (t.parts[list] ?? list) : `${t.one[list] ?? list} ${id}`
  }
  /** A path such as `prices.0.from`, without the numbers. */
  const fieldAt = (path: string) => {
    const keys = path.split('.').filter((key) => !/^\d+$/.test(key))
    return t.fields[keys.join('.')] ?? keys.map((key) => t.fields[key] ?? key).join(' → ')
  }
  const fault = ({ part, entry: id, field, kind, facts, sentence }: Fault) => {
    const words = catalogFaults.kinds[kind]?.((name) => {
      const fact = facts[name] ?? ''
      return typeof fact === 'number' ? number(fact) : (catalogFaults.types[fact] ?? fact)
    })
    if (words === undefined) return sentence
    const place = [
      ...(part === null ? [] : [entry(id === null ? part : `${part} ${id}`)]),
      ...(field === null ? [] : [fieldAt(field)]),
    ].join(', ')
    return place ? `${place}: ${words}.` : `${words[0]!.toUpperCase()}${words.slice(1)}.`
  }
  const what = ({ what: kind, field }: Pick<Difference, 'what' | 'field'>) =>
    kind === 'changed' ? (field === null ? t.order : (t.fields[field] ?? field)) : t.kinds[kind]
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
  return { entry, what, value, line, part, fault }
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
