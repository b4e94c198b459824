import { type Catalog, modelOf } from '#modules/catalog/catalog.ts'
import type { CompleteModel } from '#modules/catalog/complete.ts'
import { costOf } from '#modules/catalog/cost-of.ts'
import type { ProviderPrice } from '#modules/catalog/prices.ts'

/** What an owner earns by one credit, in millionths of a dollar, where it earns least. */
export interface Earning {
  microDollarsPerCredit: number
  by: string
}

/** A usual question with what was said before it, and its answer, in tokens. */
const usual = { input: 2_000, output: 700 }

export interface Cost {
  usual: number
  /** The context full to its end, and nothing of it in the provider's cache. */
  atLimits: number
}

/** What an answer costs at a price, in millionths of a dollar. */
export function costsOf({ contextTokens, maxOutputTokens }: CompleteModel, price: ProviderPrice): Cost {
  const room = contextTokens - maxOutputTokens
  return {
    usual: costOf(uncached(Math.min(usual.input, room), Math.min(usual.output, maxOutputTokens)), price),
    atLimits: costOf(uncached(room, maxOutputTokens), price),
  }
}

function uncached(inputTokens: number, outputTokens: number) {
  return { inputTokens, cachedInputTokens: 0, outputTokens }
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

function standInsOf(models: CompleteModel[], model: CompleteModel): CompleteModel[] {
  const found: CompleteModel[] = []
  const look = (id: string | undefined) => {
    if (id === undefined || found.some((known) => known.id === id)) return
    const next = modelOf({ models }, id)
    found.push(next)
    look(next.successor)
    look(next.fallback)
  }
  look(model.id)
  return found
}
