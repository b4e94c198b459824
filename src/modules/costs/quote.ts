import { type Catalog, type Model, offeredModels } from '#modules/catalog/catalog.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import { atLimits, costOf, usual } from '#modules/catalog/cost-of.ts'
import { standInsOf } from '#modules/catalog/stand-ins.ts'

/** The most that one try costs, with the dearest of the models that may answer: their limits are all used. */
export function mostOf(catalog: Catalog, model: Model, at: Date): number {
  return Math.max(
    ...standInsOf(catalog.models, model).map((link) => {
      const price = priceAt(link, at)
      return price ? costOf(atLimits(link), price) : 0
    }),
  )
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
