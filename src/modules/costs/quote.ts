import { type Catalog, type Model, offeredModels } from '#modules/catalog/catalog.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import { costOf } from '#modules/catalog/cost-of.ts'

/** A usual question and its answer. */
const usual = { inputTokens: 2000, cachedInputTokens: 0, outputTokens: 700 }

/** The most that one try costs, with the dearest of the models that may answer: their limits are all used. */
export function mostOf(catalog: Catalog, model: Model, at: Date): number {
  return Math.max(
    ...Array.from(standInsOf(catalog, model), (link) => {
      const { contextTokens, maxOutputTokens } = link
      const price = priceAt(link, at)
      const tokens = {
        inputTokens: contextTokens - maxOutputTokens,
        cachedInputTokens: 0,
        outputTokens: maxOutputTokens,
      }
      return price ? costOf(tokens, price) : 0
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

/** The model and whoever may answer in its place. */
function standInsOf({ models }: Catalog, model: Model): Set<Model> {
  const found = new Set<Model>([model])
  // A set is walked on through what is added meanwhile.
  for (const { successor, fallback } of found)
    for (const next of models) if (next.id === successor || next.id === fallback) found.add(next)
  return found
}
