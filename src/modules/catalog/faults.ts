import type { core } from 'zod'
import { type Facts, rules } from './rules.ts'

/** Why a catalogue cannot be used. The kind with its facts is what a page says in the language of its reader. */
export interface Fault {
  /** Such as `models`; null: the catalogue as a whole. */
  part: string | null
  /** The id of the entry, or its number where it has none; null: the part has no entries. */
  entry: string | null
  /** Within it, such as `prices.0.from`; null: all of it. */
  field: string | null
  kind: string
  facts: Facts
  /** The same in English, with its place. */
  sentence: string
}

/** A fault of the catalogue as a whole. */
export function wholeFault(kind: string, facts: Facts, sentence: string): Fault {
  return { part: null, entry: null, field: null, kind, facts, sentence }
}

/** One for each issue that the schema has found in the content. */
export function faultsOf(content: unknown, issues: readonly core.$ZodIssue[]): Fault[] {
  return issues.map((issue) => {
    const path = issue.path.map(String)
    const why = reasonOf(issue)
    return {
      ...placeOf(content, path),
      ...kindOf(why, valueAt(content, path)),
      sentence: `${path.join('.') || 'the catalogue'}: ${why.message}.`,
    }
  })
}

/** Of a name that may not be one, such as that of a header, the issue says no more than that: why is within it. */
function reasonOf(issue: core.$ZodIssue): core.$ZodIssue {
  return issue.code === 'invalid_key' ? (issue.issues[0] ?? issue) : issue
}

function placeOf(content: unknown, [part, ...rest]: string[]): Pick<Fault, 'part' | 'entry' | 'field'> {
  if (part === undefined) return { part: null, entry: null, field: null }
  if (!Array.isArray(valueAt(content, [part]))) return { part, entry: null, field: rest.join('.') || null }
  const [index, ...within] = rest
  if (index === undefined) return { part, entry: null, field: null }
  const id = valueAt(content, [part, index, 'id'])
  const entry = typeof id === 'string' && id !== '' ? id : String(Number(index) + 1)
  return { part, entry, field: within.join('.') || null }
}

function valueAt(content: unknown, path: string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], content)
}

function kindOf(issue: core.$ZodIssue, value: unknown): Pick<Fault, 'kind' | 'facts'> {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? { kind: 'missing', facts: {} }
        : { kind: 'type', facts: { expected: issue.expected } }
    case 'too_small':
      return { kind: tooSmall[issue.origin] ?? 'too_small', facts: { limit: Number(issue.minimum) } }
    case 'too_big':
      return { kind: tooBig[issue.origin] ?? 'too_big', facts: { limit: Number(issue.maximum) } }
    case 'invalid_value':
      return value === undefined
        ? { kind: 'missing', facts: {} }
        : { kind: 'one_of', facts: { values: issue.values.map(String).join(', ') } }
    case 'unrecognized_keys':
      return { kind: 'unknown_keys', facts: { keys: issue.keys.join(', ') } }
    case 'custom':
      return issue.params?.['rule']
        ? { kind: issue.params['rule'] as string, facts: issue.params['facts'] as Facts }
        : { kind: ruleOf(issue.message) ?? 'other', facts: {} }
    case 'invalid_format':
      return { kind: ruleOf(issue.message) ?? formats[issue.format] ?? 'other', facts: {} }
    default:
      return { kind: 'other', facts: {} }
  }
}

const tooSmall: Record<string, string> = { string: 'too_short', array: 'too_few' }
const tooBig: Record<string, string> = { string: 'too_long', array: 'too_many' }
const formats: Record<string, string> = { date: 'date', url: 'url' }

/** The rule that says this and nothing else. */
function ruleOf(message: string): string | undefined {
  return Object.entries(rules).find(([, words]) => words === message)?.[0]
}
