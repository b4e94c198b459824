import type { Model } from './catalog.ts'
import { utcDay } from '#platform/runtime/utc-day.ts'

/** What a provider takes for a million tokens, in millionths of a dollar. */
export type ProviderPrice = Model['prices'][number]

/**
 * What a model's provider takes at a moment. Prices change at midnight UTC; before the first one that is known, that one
 * counts. Undefined for a model of which no price is known.
 */
export function priceAt({ prices }: Pick<Model, 'prices'>, moment: Date): ProviderPrice | undefined {
  const day = utcDay(moment)
  return prices.findLast(({ from }) => from <= day) ?? prices[0]
}
