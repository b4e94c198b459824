import { mostToolCalls } from '#platform/mcp/tool-server.ts'
import type { Catalog, ImageEntry } from '#modules/catalog/catalog.ts'
import type { CompleteModel } from '#modules/catalog/complete.ts'
import { atLimits, costOf, usual } from '#modules/catalog/cost-of.ts'
import { roomOf } from '#modules/catalog/price-of.ts'
import { standInsOf } from '#modules/catalog/stand-ins.ts'
import { priceAt, type ProviderPrice } from '#modules/catalog/prices.ts'

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

/** What so many seconds of speech cost to have written down, by the dearest of those who may do it. */
export function speechCost({ transcription }: Pick<Catalog, 'transcription'>, audioSeconds: number, now: Date): number {
  return dearest(transcription, { ...noTokens, audioSeconds }, now)
}

/** Those who speak slowest, in whose minutes there are fewest characters. */
const slowestCharactersPerSecond = 10

/** What so many characters cost to have read out, by the dearest of those who may do it. */
export function voiceCost({ voices }: Pick<Catalog, 'voices'>, characters: number, now: Date): number {
  const audioSeconds = Math.ceil(characters / slowestCharactersPerSecond)
  return dearest(voices, { ...noTokens, audioSeconds, characters }, now)
}

/** What a picture costs at its limits, by the dearest of those who may make it. */
export function imageCost(
  { painters }: Pick<Catalog, 'painters'>,
  { inputTokens, outputTokens }: ImageEntry,
  now: Date,
): number {
  return dearest(painters, { ...noTokens, inputTokens, outputTokens, pictures: 1 }, now)
}

/** What all searches of a question cost at the search server. */
export function searchCost({ search }: Pick<Catalog, 'search'>, now: Date): number {
  return search.mostSearches * (priceAt(search, now)?.perSearch ?? 0)
}

/** What the owner's tools cost when each of them is asked as often as it may be for one question. */
export function toolsCost({ toolServers }: Pick<Catalog, 'toolServers'>): number {
  return toolServers.reduce(
    (sum, { costMicros, allowedTools }) => sum + costMicros * allowedTools.length * mostToolCalls,
    0,
  )
}

const noTokens = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 }

/** Those whose price is not known cost nothing that could be counted. */
function dearest(entries: { prices: ProviderPrice[] }[], used: Parameters<typeof costOf>[0], now: Date): number {
  const costs = entries.map((entry) => {
    const price = priceAt(entry, now)
    return price ? costOf(used, price) : 0
  })
  return Math.max(0, ...costs)
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
