import type { Catalog } from '#modules/catalog/catalog.ts'
import type { CompleteModel } from '#modules/catalog/complete.ts'
import { atLimits, costOf, usual } from '#modules/catalog/cost-of.ts'
import { roomOf } from '#modules/catalog/price-of.ts'
import { standInsOf } from '#modules/catalog/stand-ins.ts'
import type { ProviderPrice } from '#modules/catalog/prices.ts'

/** What an owner earns by one credit, in millionths of a dollar, where it earns least. */
export interface Earning {
  microDollarsPerCredit: number
  /** A plan earns least while its whole allowance is used every day. */
  product: 'pack' | 'plan'
  id: string
}

export interface Cost {
  usual: number
  atLimits: number
}

/** What an answer costs at a price, in millionths of a dollar: at its limits also to as much speech as has no price of its own. */
export function costsOf(model: CompleteModel, price: ProviderPrice, includedSpeech: number): Cost {
  const most = atLimits(model)
  const mostToSpeech = atLimits(roomOf(model, { extraTokens: 0, isSpoken: true }))
  const inputTokens = Math.min(usual.inputTokens, most.inputTokens)
  const outputTokens = Math.min(usual.outputTokens, most.outputTokens)
  return {
    usual: costOf({ ...usual, inputTokens, outputTokens }, price),
    atLimits: Math.max(costOf(most, price), costOf(mostToSpeech, price) + includedSpeech),
  }
}

/** Where a credit for this entry earns least: in a pack, or in a plan whose whole allowance is used every day. */
export function leastEarning({ money, packs, plans }: Catalog, isInPlans: boolean): Earning | undefined {
  const earnings = [
    ...packs
      .filter(isOffered)
      .map(({ id, priceStars, credits }) => ({ product: 'pack' as const, id, stars: priceStars / credits })),
    ...(isInPlans ? plans.filter(isOffered) : []).map(({ id, priceStars, days, creditsPerDay }) => ({
      product: 'plan' as const,
      id,
      stars: priceStars / days / creditsPerDay,
    })),
  ]
  const least = earnings.toSorted((a, b) => a.stars - b.stars)[0]
  return least && { ...least, microDollarsPerCredit: least.stars * money.microDollarsPerStar }
}

function isOffered({ offered }: { offered: boolean }): boolean {
  return offered
}

/** Those whose questions an entry may answer, itself included: as a fallback or a successor it takes no more than they cost. */
export function askersOf(models: CompleteModel[], entry: CompleteModel): CompleteModel[] {
  return models.filter((model) => model.offered && standInsOf(models, model).includes(entry))
}
