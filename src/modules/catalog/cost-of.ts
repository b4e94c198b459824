import type { Usage } from '#platform/models/answer.ts'
import type { Room } from '#platform/models/prompt.ts'
import type { ProviderPrice } from './prices.ts'

type Tokens = Pick<Usage, 'inputTokens' | 'cachedInputTokens' | 'outputTokens'>

const million = 1_000_000n

/** A usual question with what was said before it, and its answer. */
export const usual: Tokens = { inputTokens: 2_000, cachedInputTokens: 0, outputTokens: 700 }

/** The context full to its end, and nothing of it in the provider's cache. */
export function atLimits({ contextTokens, maxOutputTokens }: Room): Tokens {
  return { inputTokens: contextTokens - maxOutputTokens, cachedInputTokens: 0, outputTokens: maxOutputTokens }
}

/** What a provider takes for these tokens, in micro-dollars: whole, rounded half up once. */
export function costOf({ inputTokens, cachedInputTokens, outputTokens }: Tokens, price: ProviderPrice): number {
  const cached = Math.min(cachedInputTokens, inputTokens)
  const parts: [tokens: number, microDollars: number][] = [
    [inputTokens - cached, price.input],
    [cached, price.cachedInput],
    [outputTokens, price.output],
  ]
  const sum = parts.reduce((sum, [tokens, microDollars]) => sum + BigInt(tokens) * BigInt(microDollars), 0n)
  return Number((2n * sum + million) / (2n * million))
}
