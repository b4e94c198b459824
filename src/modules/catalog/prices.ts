import { utcDay } from '#platform/runtime/utc-day.ts'

/** What a provider takes for a million tokens or characters, a minute, a picture, a search, in millionths of a dollar. Absent: nothing. */
export interface ProviderPrice {
  from: string
  input?: number | undefined
  cachedInput?: number | undefined
  output?: number | undefined
  perMinute?: number | undefined
  perMillionCharacters?: number | undefined
  perPicture?: number | undefined
  perSearch?: number | undefined
}

/**
 * What a model's provider takes at a moment. Prices change at midnight UTC; before the first one that is known, that one
 * counts. Undefined for a model of which no price is known.
 */
export function priceAt<Price extends ProviderPrice>({ prices }: { prices: Price[] }, moment: Date): Price | undefined {
  const day = utcDay(moment)
  return prices.findLast(({ from }) => from <= day) ?? prices[0]
}
