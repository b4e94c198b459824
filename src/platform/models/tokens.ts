import { setImmediate as rest } from 'node:timers/promises'

/** Counts tokens as OpenAI's present models do; others differ by some per cent. */
export type CountTokens = (text: string) => number

let loading: Promise<CountTokens> | undefined

/** The tokenizer takes a tenth of a second and 70 MB to load, and most questions never need it: see `certainlyFits`. */
export function tokenizer(): Promise<CountTokens> {
  loading ??= import('gpt-tokenizer/encoding/o200k_base').then(({ countTokens }) => {
    const asText = { disallowedSpecial: new Set<string>() }
    return (text) => countTokens(breakLongWords(text), asText) + tokensPerTurn
  })
  return loading
}

/** Whether texts fit without counting: a token is at least one byte. */
export function certainlyFits(texts: string[], tokens: number): boolean {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + tokensPerTurn, 0)
  return bytes <= tokens
}

/** A text that is counted at once; longer ones are cut, so that no other question waits. */
const sliceLength = 20_000

/** The tokens of all texts together, counted with a rest after each slice. */
export async function countInSlices(texts: string[]): Promise<number> {
  const filled = texts.filter((text) => text !== '')
  if (filled.length === 0) return 0
  const count = await tokenizer()
  let sum = 0
  for (const text of filled)
    for (let at = 0; at < text.length; at += sliceLength) {
      sum += count(text.slice(at, at + sliceLength))
      await rest()
    }
  return sum
}

/** What the roles and separators around each turn take. */
const tokensPerTurn = 4

/**
 * The tokenizer takes quadratic time for a word, and a person can send one of 32,000 letters. Broken up it counts a few
 * tokens more than there are, which errs on the safe side.
 */
function breakLongWords(text: string): string {
  return text.replace(/\S{200}/gu, '$& ')
}
