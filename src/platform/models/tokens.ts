import { LRUCache } from 'lru-cache'
import { hash } from 'node:crypto'
import { setImmediate as rest } from 'node:timers/promises'

/** Counts tokens as OpenAI's present models do; others differ by some per cent. */
export type CountTokens = (text: string) => number

let loading: Promise<CountTokens> | undefined

/** Some hundred long conversations, in a few megabytes. */
const mostRemembered = 50_000

/** The tokenizer takes a tenth of a second and 70 MB to load, and short conversations never need it: see `certainlyFits`. */
export function tokenizer(): Promise<CountTokens> {
  loading ??= import('gpt-tokenizer/encoding/o200k_base').then(({ countTokens }) => {
    const asText = { disallowedSpecial: new Set<string>() }
    return remembering((text) => countTokens(breakLongRuns(text), asText) + tokensPerTurn)
  })
  return loading
}

/**
 * What was said before comes again with every question of a conversation, and to count it takes forty times as long as to
 * hash it. SHA-256, because with two texts of one hash a person could put more into a prompt than their question pays for.
 */
export function remembering(count: CountTokens): CountTokens {
  const known = new LRUCache<string, number>({ max: mostRemembered })
  return (text) => {
    const key = hash('sha256', text, 'base64')
    const before = known.get(key)
    if (before !== undefined) return before
    const tokens = count(text)
    known.set(key, tokens)
    return tokens
  }
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
 * The tokenizer takes quadratic time for a word, and for a run of white space, which slashes do not end. A person can send one
 * of 32,000 letters. Broken up it counts a few tokens more than there are, which errs on the safe side.
 */
function breakLongRuns(text: string): string {
  return text.replace(/\S{200}/gu, '$& ').replace(/[\s/]{60}/g, '$&a')
}
