import { type Catalog, type Model, offeredModels } from '#modules/catalog/catalog.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import { atLimits, costOf, usual } from '#modules/catalog/cost-of.ts'
import { searchCost, speechCost } from '#modules/catalog/dearest.ts'
import { roomOf } from '#modules/catalog/price-of.ts'
import { standInsOf } from '#modules/catalog/stand-ins.ts'

/**
 * The most that one try costs, with the dearest of the models that may answer: their limits are all used, and the room for
 * files; and to have written down what is said.
 */
export function mostOf(
  catalog: Catalog,
  model: Model,
  { extraTokens, seconds }: { extraTokens: number; seconds: number },
  at: Date,
): number {
  const answered = Math.max(
    ...standInsOf(catalog.models, model).map((link) => {
      const price = priceAt(link, at)
      return price ? costOf(atLimits(roomOf(link, { extraTokens, isSpoken: seconds > 0 })), price) : 0
    }),
  )
  return answered + speechCost(catalog, seconds, at)
}

/** The most that what is looked up for such a question costs beside its answer: the searches, and asking anew with what was found. */
export function mostOfSearch(catalog: Catalog, model: Model, extraTokens: number, at: Date): number {
  return searchCost(catalog, at) + mostOfRounds(catalog, model, extraTokens, at)
}

/** And that of asking anew with what was found alone. */
export function mostOfRounds(catalog: Catalog, model: Model, extraTokens: number, at: Date): number {
  return catalog.search.mostSearches * mostOf(catalog, model, { extraTokens, seconds: 0 }, at)
}

/** The model that costs the owner least for a usual question; of which no price is known comes last. */
export function cheapestOf(catalog: Catalog, at: Date): Model {
  const cost = (model: Model) => {
    const price = priceAt(model, at)
    return price ? costOf(usual, price) : Infinity
  }
  const compare = (a: Model, b: Model) => {
    const [costA, costB] = [cost(a), cost(b)]
    return costA === costB ? a.priceCredits - b.priceCredits : costA - costB
  }
  return offeredModels(catalog).toSorted(compare)[0]!
}
