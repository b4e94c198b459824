import type { Usage } from '#platform/models/answer.ts'
import type { ProviderPrice } from './prices.ts'

type Tokens = Pick<Usage, 'inputTokens' | 'cachedInputTokens' | 'outputTokens'>

const million = 1_000_000n

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
