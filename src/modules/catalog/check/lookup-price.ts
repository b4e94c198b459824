import type { CompleteCatalog, CompleteToolServer, SearchSettings } from '#modules/catalog/complete.ts'
import { searchCost, toolsCost } from '#modules/catalog/dearest.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import { creditsOf, dollars, type Part, right, wordsOf, wrong } from './finding.ts'
import { lossOf } from './loss.ts'
import { leastEarning } from './margin.ts'

/** Whether a server of tools has all that its variables should give. */
export function variablesPart({ withoutValue }: CompleteToolServer): Part | undefined {
  if (withoutValue.length === 0) return undefined
  const variable = withoutValue.join(', ')
  return right('left_out', { variable }, `left out, because ${variable} is not set`)
}

/** Whether its tools pay for themselves when each is asked as often as it may be for one question. */
export function toolPricePart(entry: CompleteToolServer, catalog: CompleteCatalog): Part {
  const { id, costMicros, priceCredits } = entry
  const spent = toolsCost({ toolServers: [entry] })
  const earning = leastEarning(catalog, true)
  const loss = lossOf(spent, priceCredits, earning)
  if (loss)
    return wrong(
      'tools_lose',
      { server: id, ...loss },
      `its tools cost ${dollars(spent)} at their limits for one question and earn ${dollars(loss.earned)} (${creditsOf(loss.credits)}, by ${wordsOf(earning!)}): they lose money, which a price of ${creditsOf(loss.needed)} would not`,
    )
  const earned = priceCredits * (earning?.microDollarsPerCredit ?? 0)
  const words = `a call costs ${dollars(costMicros)}, and its tools earn ${dollars(earned)} for a question that uses them`
  return right('costs_a_call', { price: costMicros, earned }, words)
}

/** Whether the searches that one question may make pay for themselves. */
export function searchPricePart(catalog: CompleteCatalog, { service }: SearchSettings, now: Date): Part {
  const { priceCredits, mostSearches: searches, subscription } = catalog.search
  const price = priceAt(catalog.search, now)
  if (!price && service !== 'searxng')
    return wrong(
      'search_price_unknown',
      { service },
      `what a search costs at ${service} is not known: add search.prices`,
    )
  const spent = searchCost(catalog, now)
  const earning = leastEarning(catalog, subscription)
  const loss = lossOf(spent, priceCredits, earning)
  if (loss)
    return wrong(
      'search_loses',
      { service, searches, ...loss },
      `${searches} searches cost ${dollars(spent)} with ${service} and earn ${dollars(loss.earned)} (${creditsOf(loss.credits)}, by ${wordsOf(earning!)}): it loses money, which a price of ${creditsOf(loss.needed)} would not`,
    )
  const each = price?.perSearch ?? 0
  return right('costs_a_search', { service, each, searches, spent }, `a search costs ${dollars(each)}`)
}
