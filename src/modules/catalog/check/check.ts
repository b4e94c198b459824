import type { CompleteCatalog, CompleteModel } from '#modules/catalog/complete.ts'
import { takesMoney } from '#modules/catalog/known-models.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import { isShutDown } from '#modules/catalog/successor.ts'
import { askersOf, costsOf, type Earning, leastEarning } from './margin.ts'
import { findListed, type Listed, listedAt } from './provider-lists.ts'
import { utcDay } from '#platform/runtime/utc-day.ts'

/** What is to be said of one entry. */
export interface Finding {
  model: string
  /** Something an owner should change. */
  wrong: boolean
  sentence: string
}

/** Says of each entry in one sentence whether it lives, and whether its price pays for it. */
export function checkCatalog(catalog: CompleteCatalog, lists: Listed[], now: Date): Finding[] {
  const entries = [...catalog.models, ...catalog.withoutKey]
  return entries.map((model) => {
    const parts = [keyPart(model, catalog), endPart(model, now), pricePart(model, catalog, now), listPart(model, lists)]
    const said = parts.filter((part) => part !== undefined)
    return {
      model: model.id,
      wrong: said.some(({ wrong }) => wrong),
      sentence: `${model.id}: ${said.map(({ words }) => words).join('; ')}.`,
    }
  })
}

interface Part {
  wrong: boolean
  words: string
}

const right = (words: string): Part => ({ wrong: false, words })
const wrong = (words: string): Part => ({ wrong: true, words })

function keyPart(model: CompleteModel, { withoutKey }: CompleteCatalog): Part | undefined {
  return withoutKey.includes(model) ? right(`left out, because ${model.apiKeyVariable} is not set`) : undefined
}

function listPart(model: CompleteModel, lists: Listed[]): Part | undefined {
  const listed = listedAt(lists, model)
  if (!listed) return undefined
  const { host } = new URL(model.baseUrl)
  if (listed.models === undefined)
    return right(`whether ${host} has ${model.model} is not known, because it could not be asked (${listed.reason})`)
  if (findListed(listed.models, model.model)) return undefined
  return wrong(`${host} has no model ${model.model}`)
}

function endPart(model: CompleteModel, now: Date): Part | undefined {
  if (model.shutsDownOn === undefined) return undefined
  const words = `the provider ${isShutDown(model, now) ? 'has shut' : 'shuts'} down ${model.model} on ${model.shutsDownOn}`
  return model.successor === undefined
    ? wrong(`${words}, so name its successor or another model`)
    : right(`${words}, and "${model.successor}" takes over`)
}

function pricePart(model: CompleteModel, catalog: CompleteCatalog, now: Date): Part {
  if (model.prices.length === 0) {
    const { host } = new URL(model.baseUrl)
    return takesMoney(model.baseUrl)
      ? wrong(`what ${model.model} costs at ${host} is not known: add its prices`)
      : right(`what ${model.model} costs is not counted, because ${host} is a server of your own`)
  }
  const all = [...catalog.models, ...catalog.withoutKey]
  const askers = askersOf(all, model)
  const earning = leastEarning(
    catalog,
    askers.some(({ subscription }) => subscription),
  )
  if (!earning) return right('nothing is sold')
  const credits = Math.min(model.priceCredits, ...askers.map(({ priceCredits }) => priceCredits))
  return judge(model, credits, earning, now)
}

/** By the price of today and by every one that is announced. */
function judge(model: CompleteModel, credits: number, earning: Earning, now: Date): Part {
  const today = utcDay(now)
  const earned = credits * earning.microDollarsPerCredit
  const prices = [priceAt(model, now)!, ...model.prices.filter(({ from }) => from > today)]
  for (const price of prices) {
    const cost = costsOf(model, price)
    if (cost.atLimits <= earned) continue
    const since = price.from > today ? `from ${price.from} on ` : ''
    const needed = Math.ceil(cost.atLimits / earning.microDollarsPerCredit)
    const [which, spent, loses] =
      cost.usual > earned
        ? ['a usual answer', cost.usual, 'it loses money usually']
        : ['an answer at its limits', cost.atLimits, 'it loses money at its limits']
    return wrong(
      `${since}${which} of ${model.model} costs ${dollars(spent)} and earns ${dollars(earned)} (${creditsOf(credits)}, by ${earning.by}): ${loses}, which a price of ${creditsOf(needed)} would not`,
    )
  }
  const cost = costsOf(model, prices[0]!)
  return right(
    `${model.model} costs ${dollars(cost.usual)} for a usual answer and ${dollars(cost.atLimits)} at its limits, and earns at least ${dollars(earned)}`,
  )
}

function creditsOf(count: number): string {
  return `${count} ${count === 1 ? 'credit' : 'credits'}`
}

function dollars(microDollars: number): string {
  return `$${(microDollars / 1_000_000).toFixed(4)}`
}
