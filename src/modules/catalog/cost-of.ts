import type { Usage } from '#platform/models/answer.ts'
import type { Room } from '#platform/models/prompt.ts'
import type { ProviderPrice } from './prices.ts'

type Tokens = Pick<Usage, 'inputTokens' | 'cachedInputTokens' | 'outputTokens'>
type Used = Tokens & Pick<Usage, 'audioSeconds' | 'characters' | 'pictures' | 'searches'>
type Answered = Tokens & Required<Pick<Usage, 'searches'>>

/** A cost is summed up in these parts of a micro-dollar, of which those of a token and of a second are whole. */
const parts = 60_000_000n
const perMillionTokens = parts / 1_000_000n
const perSecond = parts / 60n

/** A usual question with what was said before it, and its answer. Only a price for searches makes them cost. */
export const usual: Answered = { inputTokens: 2_000, cachedInputTokens: 0, outputTokens: 700, searches: 1 }

/** No provider limits how often a model searches; more than this is rare. */
const mostSearches = 5

/** The context full to its end, and nothing of it in the provider's cache. */
export function atLimits({ contextTokens, maxOutputTokens }: Room): Answered {
  const tokens = { inputTokens: contextTokens - maxOutputTokens, cachedInputTokens: 0, outputTokens: maxOutputTokens }
  return { ...tokens, searches: mostSearches }
}

/** What a provider takes for all of that, in micro-dollars: whole, rounded half up once. */
export function costOf(used: Used, price: ProviderPrice): number {
  const { inputTokens, cachedInputTokens, outputTokens, audioSeconds, characters, pictures, searches } = used
  const cached = Math.min(cachedInputTokens, inputTokens)
  const { input, cachedInput = input, output, perMinute, perMillionCharacters, perPicture, perSearch } = price
  const amounts: [amount: number | undefined, microDollars: number | undefined, parts: bigint][] = [
    [inputTokens - cached, input, perMillionTokens],
    [cached, cachedInput, perMillionTokens],
    [outputTokens, output, perMillionTokens],
    [audioSeconds, perMinute, perSecond],
    [characters, perMillionCharacters, perMillionTokens],
    [pictures, perPicture, parts],
    [searches, perSearch, parts],
  ]
  const sum = amounts.reduce((sum, [amount = 0, each = 0, parts]) => sum + BigInt(amount) * BigInt(each) * parts, 0n)
  return Number((2n * sum + parts) / (2n * parts))
}
