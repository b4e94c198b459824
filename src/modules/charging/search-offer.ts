import type { Catalog } from '#modules/catalog/catalog.ts'
import type { SearchOffer } from '#modules/catalog/contract.ts'
import type { Wanted } from '#modules/catalog/price-of.ts'
import { type Means, quote } from './access.ts'

/** What a search adds to such a question for this person, and whether what pays for the question pays for that as well. */
export function searchOfferFor({ search }: Pick<Catalog, 'search'>, means: Means, wanted: Wanted): SearchOffer {
  const payment = quote(means, wanted)
  // What nothing pays for now costs credits, which can be bought.
  if ('refused' in payment || payment.purse === 'credits')
    return { priceCredits: search.priceCredits, excludedFrom: null }
  // A message of the trial is one with or without a search.
  const priceCredits = payment.purse === 'trial' ? 0 : search.priceCredits
  return { priceCredits, excludedFrom: search[payment.purse] ? null : payment.purse }
}
