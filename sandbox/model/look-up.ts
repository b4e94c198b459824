import { z } from 'zod'
import { wishes } from './wishes.ts'

/** What may be looked up for a question, and what was found already. */
export interface LookUp {
  /** Tools of the one who asks. */
  tools: string[]
  /** Whether the model may search by itself. */
  searchesItself: boolean
  found: string[]
}

/** A call of a tool. */
export interface Call {
  id: string
  name: string
  input: string
}

export const nothingToLookUp: LookUp = { tools: [], searchesItself: false, found: [] }

/** As Chat Completions and Responses name tools. */
export const tool = z.looseObject({
  type: z.string(),
  name: z.string().optional(),
  function: z.looseObject({ name: z.string() }).optional(),
})

export function lookUpWith(tools: z.infer<typeof tool>[], found: string[]): LookUp {
  return {
    tools: tools.flatMap((one) => (one.type === 'function' ? (one.function?.name ?? one.name ?? []) : [])),
    searchesItself: tools.some(({ type }) => type === 'web_search'),
    found,
  }
}

/** What the demo model wants to look up before it answers. */
export function callsFor(question: string, { tools, found }: LookUp): Call[] {
  if (found.length > 0) return []
  const calls = wishes.flatMap(({ tool, inputs }) => {
    const name = tools.find((one) => tool.test(one))
    return name === undefined ? [] : inputs(question).map((input) => ({ name, input: JSON.stringify(input) }))
  })
  return calls.map((call, index) => ({ id: `call_${index}`, ...call }))
}

const block = /^[^\n]*\n<(result-[0-9a-f]{16}) of="[^"\n]*">\n([\s\S]*?)\n<\/\1>\s*/gm

/** What was found, where it stands among the words of a question, and the question without it. */
export function takeFound(words: string): { words: string; found: string[] } {
  return { words: words.replaceAll(block, ''), found: [...words.matchAll(block)].map(([, , found]) => found!) }
}

const excerptLength = 300

/** Names the first pages of each search by their numbers, and says what else was found. */
export function answerFrom(found: string[], isRussian: boolean): string | undefined {
  if (found.length === 0) return undefined
  const pages = found.flatMap((text) => [...text.matchAll(/^\[(\d+)\] (.+)$/gm)].slice(0, 2))
  const named = pages.map(([, number, title]) => `${title} [${number}]`).join('; ')
  const other = found.flatMap((text) => excerptOf(text) ?? [])
  if (pages.length === 0 && other.length === 0) return isRussian ? 'Ничего не нашлось.' : 'Nothing was found.'
  const list = pages.length > 0 ? [`${isRussian ? 'Вот что нашлось' : 'Here is what was found'}: ${named}.`] : []
  return [...list, ...other].join('\n\n')
}

/** The beginning of one page, or what a tool has said; a list of pages has none. */
function excerptOf(text: string): string | undefined {
  const [, title, body = text] = /^\[\d+\] ([^\n]+)\n\n([\s\S]+)$/.exec(text) ?? []
  if ((title === undefined && /^\[\d+\] /.test(text)) || /^(?:Nothing was found|The web cannot be searched)/.test(text))
    return undefined
  return body.length > excerptLength ? `${body.slice(0, excerptLength).trimEnd()}…` : body
}

/** What the model finds when it searches by itself. */
export function pagesFor(query: string): { title: string; url: string }[] {
  const name = encodeURIComponent(query.toLowerCase().replaceAll(/\s+/g, '-'))
  return [
    { title: `${query}: главное`, url: `https://example.com/${name}` },
    { title: `${query}: подробно`, url: `https://example.org/${name}?page=2&full=1` },
  ]
}
