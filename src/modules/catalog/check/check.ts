import type {
  CompleteCatalog,
  CompleteEntry,
  CompleteModel,
  CompleteTranscription,
  CompleteVoice,
} from '#modules/catalog/complete.ts'
import { costOf } from '#modules/catalog/cost-of.ts'
import { takesMoney } from '#modules/catalog/known-models.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import { isShutDown } from '#modules/catalog/successor.ts'
import { askersOf, costsOf, type Earning, leastEarning, speechCost, voiceCost } from './margin.ts'
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
  const common = (entry: CompleteEntry) => ({
    key: keyPart(entry, catalog),
    end: endPart(entry, now),
    list: listPart(entry, lists),
  })
  const models = [...catalog.models, ...catalog.withoutKey].map((model) => {
    const { key, end, list } = common(model)
    return findingOf(model, [key, end, pricePart(model, catalog, now), list])
  })
  const speech = [...catalog.transcription, ...catalog.transcriptionWithoutKey].map((entry) => {
    const { key, end, list } = common(entry)
    return findingOf(entry, [key, end, speechPricePart(entry, catalog, now), list])
  })
  const voices = [...catalog.voices, ...catalog.voicesWithoutKey].map((entry) => {
    const { key, end, list } = common(entry)
    return findingOf(entry, [key, end, voicePricePart(entry, catalog, now), list])
  })
  return [...models, ...speech, ...voices]
}

function findingOf({ id }: CompleteEntry, parts: (Part | undefined)[]): Finding {
  const said = parts.filter((part) => part !== undefined)
  return {
    model: id,
    wrong: said.some(({ wrong }) => wrong),
    sentence: `${id}: ${said.map(({ words }) => words).join('; ')}.`,
  }
}

interface Part {
  wrong: boolean
  words: string
}

const right = (words: string): Part => ({ wrong: false, words })
const wrong = (words: string): Part => ({ wrong: true, words })

function keyPart(model: CompleteEntry, catalog: CompleteCatalog): Part | undefined {
  const leftOut: CompleteEntry[] = [
    ...catalog.withoutKey,
    ...catalog.transcriptionWithoutKey,
    ...catalog.voicesWithoutKey,
  ]
  const isLeftOut = leftOut.includes(model)
  return isLeftOut ? right(`left out, because ${model.apiKeyVariable} is not set`) : undefined
}

function listPart(model: CompleteEntry, lists: Listed[]): Part | undefined {
  const listed = listedAt(lists, model)
  if (!listed) return undefined
  const { host } = new URL(model.baseUrl)
  if (listed.models === undefined)
    return right(`whether ${host} has ${model.model} is not known, because it could not be asked (${listed.reason})`)
  if (findListed(listed.models, model.model)) return undefined
  return wrong(`${host} has no model ${model.model}`)
}

function endPart(model: CompleteEntry, now: Date): Part | undefined {
  if (model.shutsDownOn === undefined) return undefined
  const words = `the provider ${isShutDown(model, now) ? 'has shut' : 'shuts'} down ${model.model} on ${model.shutsDownOn}`
  return model.successor === undefined
    ? wrong(`${words}, so name its successor or another model`)
    : right(`${words}, and "${model.successor}" takes over`)
}

function speechPricePart(entry: CompleteTranscription, catalog: CompleteCatalog, now: Date): Part {
  const price = priceAt(entry, now)
  if (!price) return unknownPrice(entry)
  const { perMinute, input = 0, output = 0 } = price
  const { secondsPerCredit } = catalog.speech
  const spent = speechCost({ transcription: [entry] }, secondsPerCredit, now)
  const earning = leastEarning(catalog, true)
  if (earning && spent > earning.microDollarsPerCredit) {
    const enough = Math.floor((secondsPerCredit * earning.microDollarsPerCredit) / spent)
    return wrong(
      `${secondsPerCredit} seconds of speech cost ${dollars(spent)} with ${entry.model} and earn ${dollars(earning.microDollarsPerCredit)} (1 credit, by ${earning.by}): it loses money, which ${enough} seconds a credit would not`,
    )
  }
  return right(
    perMinute === undefined
      ? `${entry.model} costs ${dollars(input)} for a million tokens of speech and ${dollars(output)} for those of its words`
      : `${entry.model} costs ${dollars(perMinute)} a minute`,
  )
}

function voicePricePart(entry: CompleteVoice, catalog: CompleteCatalog, now: Date): Part {
  const price = priceAt(entry, now)
  if (!price) return unknownPrice(entry)
  const { charactersPerCredit, subscription } = catalog.listening
  const spent = voiceCost({ voices: [entry] }, charactersPerCredit, now)
  const earning = leastEarning(catalog, subscription)
  if (earning && spent > earning.microDollarsPerCredit) {
    const enough = Math.floor((charactersPerCredit * earning.microDollarsPerCredit) / spent)
    return wrong(
      `${charactersPerCredit} characters that are read out cost ${dollars(spent)} with ${entry.model} and earn ${dollars(earning.microDollarsPerCredit)} (1 credit, by ${earning.by}): it loses money, which ${enough} characters a credit would not`,
    )
  }
  const { perMillionCharacters, perMinute = 0 } = price
  return right(
    perMillionCharacters === undefined
      ? `${entry.model} costs ${dollars(perMinute)} a minute`
      : `${entry.model} costs ${dollars(perMillionCharacters)} for a million characters`,
  )
}

function unknownPrice({ model, baseUrl }: CompleteEntry): Part {
  const { host } = new URL(baseUrl)
  return takesMoney(baseUrl)
    ? wrong(`what ${model} costs at ${host} is not known: add its prices`)
    : right(`what ${model} costs is not counted, because ${host} is a server of your own`)
}

function pricePart(model: CompleteModel, catalog: CompleteCatalog, now: Date): Part {
  if (model.prices.length === 0) return unknownPrice(model)
  const all = [...catalog.models, ...catalog.withoutKey]
  const askers = askersOf(all, model)
  const earning = leastEarning(
    catalog,
    askers.some(({ subscription }) => subscription),
  )
  if (!earning) return right('nothing is sold')
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
  if (spent <= earning.microDollarsPerCredit) return undefined
  const enough = Math.floor((inputTokens * earning.microDollarsPerCredit) / spent)
  return wrong(
    `${inputTokens} tokens of files cost ${dollars(spent)} with ${model.model} and earn ${dollars(earning.microDollarsPerCredit)} (1 credit, by ${earning.by}): it loses money, which ${enough} tokens a credit would not`,
  )
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
    const [which, spent, loses] =
      cost.usual > earned
        ? ['a usual answer', cost.usual, 'it loses money usually']
        : ['an answer at its limits', cost.atLimits, 'it loses money at its limits']
    return wrong(
      `${since}${which} of ${model.model} costs ${dollars(spent)} and earns ${dollars(earned)} (${creditsOf(credits)}, by ${earning.by}): ${loses}, which a price of ${creditsOf(needed)} would not`,
    )
  }
  const cost = costsOf(model, prices[0]!, includedSpeech)
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
