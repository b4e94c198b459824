import { mostToolCalls } from '#platform/mcp/tool-server.ts'
import type { Catalog, ImageEntry } from './catalog.ts'
import { costOf } from './cost-of.ts'
import { priceAt, type ProviderPrice } from './prices.ts'

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
