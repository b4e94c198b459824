import type { CompleteCatalog, CompleteModel } from '#modules/catalog/complete.ts'
import { costOf } from '#modules/catalog/cost-of.ts'
import { speechCost } from '#modules/catalog/dearest.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import { utcDay } from '#platform/runtime/utc-day.ts'
import { creditsOf, dollars, type Part, right, wordsOf, wrong } from './finding.ts'
import { lossByCredit, unknownPrice } from './loss.ts'
import { askersOf, type Cost, costsOf, type Earning, leastEarning } from './margin.ts'

/** Whether the questions that a model may answer pay for it. */
export function modelPricePart(model: CompleteModel, catalog: CompleteCatalog, now: Date): Part {
  if (model.prices.length === 0) return unknownPrice(model)
  const askers = askersOf([...catalog.models, ...catalog.leftOut.models], model)
  const earning = leastEarning(
    catalog,
    askers.some(({ subscription }) => subscription),
  )
  if (!earning) return right('nothing_sold', {}, 'nothing is sold')
  const credits = Math.min(model.priceCredits, ...askers.map(({ priceCredits }) => priceCredits))
  const steps = [model, ...askers].flatMap(({ files }) => (files ? [files.tokensPerCredit] : []))
  const includedSpeech = speechCost(catalog, catalog.speech.includedSeconds, now)
  return (
    filesPart(model, Math.max(0, ...steps), earning, now) ?? judge(model, { credits, earning, includedSpeech }, now)
  )
}

/** Whether what files take beyond a usual question pays for itself. */
function filesPart(model: CompleteModel, inputTokens: number, earning: Earning, now: Date): Part | undefined {
  const spent = costOf({ inputTokens, cachedInputTokens: 0, outputTokens: 0 }, priceAt(model, now)!)
  const bought = { kind: 'files_lose', amount: inputTokens, unit: 'tokens', of: 'of files' } as const
  return lossByCredit(model, bought, { spent, earning })
}

interface Asked {
  credits: number
  earning: Earning
  /** What may be said to it at no price of its own. */
  includedSpeech: number
}

/** By the price of today and by every one that is announced. */
function judge(model: CompleteModel, { credits, earning, includedSpeech }: Asked, now: Date): Part {
  const today = utcDay(now)
  const earned = credits * earning.microDollarsPerCredit
  const prices = [priceAt(model, now)!, ...model.prices.filter(({ from }) => from > today)]
  for (const price of prices) {
    const cost = costsOf(model, price, includedSpeech)
    if (cost.atLimits <= earned) continue
    const since = price.from > today ? `from ${price.from} on ` : ''
    const needed = Math.ceil(cost.atLimits / earning.microDollarsPerCredit)
    const [kind, which, spent, loses] =
      cost.usual > earned
        ? (['loses_usually', 'a usual answer', cost.usual, 'it loses money usually'] as const)
        : (['loses_at_limits', 'an answer at its limits', cost.atLimits, 'it loses money at its limits'] as const)
    const facts = { ...figuresOf(model, cost, earned), by: earning.product, product: earning.id, credits, needed }
    return wrong(
      kind,
      { ...facts, day: price.from > today ? price.from : '' },
      `${since}${which} of ${model.model} costs ${dollars(spent)} and earns ${dollars(earned)} (${creditsOf(credits)}, by ${wordsOf(earning)}): ${loses}, which a price of ${creditsOf(needed)} would not`,
    )
  }
  const cost = costsOf(model, prices[0]!, includedSpeech)
  return right(
    'earns',
    figuresOf(model, cost, earned),
    `${model.model} costs ${dollars(cost.usual)} for a usual answer and ${dollars(cost.atLimits)} at its limits, and earns at least ${dollars(earned)}`,
  )
}

function figuresOf({ model }: CompleteModel, { usual, atLimits }: Cost, earned: number): Part['facts'] {
  return { model, usual, limits: atLimits, earned }
}
