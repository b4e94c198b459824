import type { Catalog } from '#modules/catalog/catalog.ts'
import type { CompleteModel } from '#modules/catalog/complete.ts'
import { atLimits, costOf, usual } from '#modules/catalog/cost-of.ts'
import { standInsOf } from '#modules/catalog/stand-ins.ts'
import type { ProviderPrice } from '#modules/catalog/prices.ts'

/** What an owner earns by one credit, in millionths of a dollar, where it earns least. */
export interface Earning {
  microDollarsPerCredit: number
  by: string
}

export interface Cost {
  usual: number
  atLimits: number
}

/** What an answer costs at a price, in millionths of a dollar. */
export function costsOf(model: CompleteModel, price: ProviderPrice): Cost {
  const most = atLimits(model)
  const inputTokens = Math.min(usual.inputTokens, most.inputTokens)
  const outputTokens = Math.min(usual.outputTokens, most.outputTokens)
  return { usual: costOf({ ...usual, inputTokens, outputTokens }, price), atLimits: costOf(most, price) }
}

/** Where a credit for this entry earns least: in a pack, or in a plan whose whole allowance is used every day. */
export function leastEarning({ money, packs, plans }: Catalog, isInPlans: boolean): Earning | undefined {
  const earnings = [
    ...packs.map(({ id, priceStars, credits }) => ({ by: `the pack "${id}"`, stars: priceStars / credits })),
    ...(isInPlans ? plans : []).map(({ id, priceStars, days, creditsPerDay }) => ({
      by: `the plan "${id}" with its whole allowance used`,
      stars: priceStars / days / creditsPerDay,
    })),
  ]
  const least = earnings.toSorted((a, b) => a.stars - b.stars)[0]
  return least && { by: least.by, microDollarsPerCredit: least.stars * money.microDollarsPerStar }
}

/** Those whose questions an entry may answer, itself included: as a fallback or a successor it takes no more than they cost. */
export function askersOf(models: CompleteModel[], entry: CompleteModel): CompleteModel[] {
  return models.filter((model) => model.offered && standInsOf(models, model).includes(entry))
}
