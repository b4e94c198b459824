import { createHash } from 'node:crypto'
import { flatten, Fragment } from './fragment.ts'

/** What PostgreSQL is sent. The name tells one text from another, since each is prepared once for a connection. */
interface Statement {
  text: string
  name: string
  values: unknown[]
}

export function statementOf(strings: TemplateStringsArray, values: readonly unknown[]): Statement {
  if (!values.some((value) => value instanceof Fragment)) return { ...knownText(strings), values: values.map(encode) }
  const flat = flatten(strings, values)
  return { ...textOf(flat.strings), values: flat.values.map(encode) }
}

const known = new WeakMap<TemplateStringsArray, { text: string; name: string }>()

function knownText(strings: TemplateStringsArray) {
  const text = known.get(strings) ?? textOf(strings)
  known.set(strings, text)
  return text
}

function textOf(strings: readonly string[]): { text: string; name: string } {
  const text = strings.reduce((text, part, index) => `${text}$${index}${part}`)
  return { text, name: createHash('sha1').update(text).digest('base64url') }
}

/** Objects travel as JSON; arrays as PostgreSQL arrays. */
function encode(value: unknown): unknown {
  if (value === undefined) return null
  const plain =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !Buffer.isBuffer(value)
  return plain ? JSON.stringify(value) : value
}
