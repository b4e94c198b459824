import { z } from 'zod'

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

/** What a person asks to be looked up, such as "найди погоду в Москве; найди курс евро". */
export function queriesIn(question: string): string[] {
  const asked = question.matchAll(/(?:найди|поищи|look up|search for)\s+([^;\n]+)/gi)
  return [...asked].map(([, words]) => words!.trim())
}

/** The searches that the demo model wants to make before it answers. */
export function callsFor(question: string, { tools, found }: LookUp): Call[] {
  if (found.length > 0 || !tools.includes('web_search')) return []
  return queriesIn(question).map((query, index) => ({
    id: `call_${index}`,
    name: 'web_search',
    input: JSON.stringify({ query }),
  }))
}

const block = /[^\n]*\n<(result-[0-9a-f]{16}) of="[^"\n]*">\n([\s\S]*?)\n<\/\1>\s*/g

/** What was found, where it stands among the words of a question, and the question without it. */
export function takeFound(words: string): { words: string; found: string[] } {
  return { words: words.replaceAll(block, ''), found: [...words.matchAll(block)].map(([, , found]) => found!) }
}

/** Names the first pages of each search by their numbers. */
export function answerFrom(found: string[], isRussian: boolean): string | undefined {
  const pages = found.flatMap((text) => [...text.matchAll(/^\[(\d+)\] (.+)$/gm)].slice(0, 2))
  if (pages.length === 0)
    return found.length > 0 ? (isRussian ? 'Ничего не нашлось.' : 'Nothing was found.') : undefined
  const named = pages.map(([, number, title]) => `${title} [${number}]`).join('; ')
  return isRussian ? `Вот что нашлось: ${named}.` : `Here is what was found: ${named}.`
}

/** What the model finds when it searches by itself. */
export function pagesFor(query: string): { title: string; url: string }[] {
  const name = encodeURIComponent(query.toLowerCase().replaceAll(/\s+/g, '-'))
  return [
    { title: `${query}: главное`, url: `https://example.com/${name}` },
    { title: `${query}: подробно`, url: `https://example.org/${name}?page=2&full=1` },
  ]
}
