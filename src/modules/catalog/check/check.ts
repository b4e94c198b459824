import type {
  CompleteCatalog,
  CompleteEntry,
  CompleteModel,
  CompletePainter,
  CompleteToolServer,
  SearchSettings,
  CompleteTranscription,
  CompleteVoice,
} from '#modules/catalog/complete.ts'
import type { AssistantEntry } from '#modules/catalog/catalog.ts'
import { costOf } from '#modules/catalog/cost-of.ts'
import { takesMoney } from '#modules/catalog/known-models.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import { isShutDown } from '#modules/catalog/successor.ts'
import {
  askersOf,
  type Cost,
  costsOf,
  type Earning,
  imageCost,
  leastEarning,
  searchCost,
  speechCost,
  toolsCost,
  voiceCost,
} from './margin.ts'
import { findListed, type Listed, listedAt } from './provider-lists.ts'
import { utcDay } from '#platform/runtime/utc-day.ts'

/** What is to be said of one entry. */
export interface Finding {
  /** Its id; of an assistant behind the name of the list. */
  model: string
  /** Something an owner should change. */
  wrong: boolean
  sentence: string
  parts: Part[]
}

/** One thing that is to be said of an entry, and the figures in it, for whoever says it in other words. Amounts are millionths of a dollar. */
interface Part {
  kind: PartKind
  wrong: boolean
  facts: Record<string, string | number>
  words: string
}

type PartKind =
  | 'left_out'
  | 'not_asked'
  | 'not_listed'
  | 'ends'
  | 'ends_and_followed'
  | 'price_unknown'
  | 'own_server'
  | 'nothing_sold'
  | 'earns'
  | 'loses_usually'
  | 'loses_at_limits'
  | 'files_lose'
  | 'speech_loses'
  | 'voice_loses'
  | 'image_loses'
  | 'tools_lose'
  | 'costs_a_call'
  | 'search_loses'
  | 'search_price_unknown'
  | 'costs_a_minute'
  | 'costs_characters'
  | 'costs_a_picture'
  | 'costs_a_search'
  | 'costs_tokens'
  | 'assistant_price'
  | 'assistant_extra'
  | 'assistant_left_out'
  | 'prompt_long'

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
  const painters = [...catalog.painters, ...catalog.paintersWithoutKey].map((entry) => {
    const { key, end, list } = common(entry)
    return findingOf(entry, [key, end, picturePricePart(entry, catalog, now), list])
  })
  const assistants = catalog.assistants.map((entry) => {
    const parts = [assistantPricePart(entry, catalog), promptPart(entry, catalog)]
    return { ...findingOf({ id: `assistant ${entry.id}` }, parts), model: `assistants ${entry.id}` }
  })
  const servers = [...catalog.toolServers, ...catalog.toolServersWithoutKey].map((entry) =>
    findingOf(entry, [variablesPart(entry), toolPricePart(entry, catalog)]),
  )
  return [...models, ...speech, ...voices, ...painters, ...assistants, ...servers, ...searchFindings(catalog, now)]
}

/** Of the search server, where one is set. */
function searchFindings(catalog: CompleteCatalog, now: Date): Finding[] {
  return catalog.searchServer
    ? [findingOf({ id: 'search' }, [searchPricePart(catalog, catalog.searchServer, now)])]
    : []
}

function findingOf({ id }: { id: string }, parts: (Part | undefined)[]): Finding {
  const said = parts.filter((part) => part !== undefined)
  return {
    model: id,
    wrong: said.some(({ wrong }) => wrong),
    sentence: `${id}: ${said.map(({ words }) => words).join('; ')}.`,
    parts: said,
  }
}

const right = (kind: PartKind, facts: Part['facts'], words: string): Part => ({ kind, wrong: false, facts, words })
const wrong = (kind: PartKind, facts: Part['facts'], words: string): Part => ({ kind, wrong: true, facts, words })

function keyPart(model: CompleteEntry, catalog: CompleteCatalog): Part | undefined {
  const leftOut: CompleteEntry[] = [
    ...catalog.withoutKey,
    ...catalog.transcriptionWithoutKey,
    ...catalog.voicesWithoutKey,
    ...catalog.paintersWithoutKey,
  ]
  const isLeftOut = leftOut.includes(model)
  const { apiKeyVariable: variable = '' } = model
  return isLeftOut ? right('left_out', { variable }, `left out, because ${variable} is not set`) : undefined
}

function listPart(model: CompleteEntry, lists: Listed[]): Part | undefined {
  const listed = listedAt(lists, model)
  if (!listed) return undefined
  const { host } = new URL(model.baseUrl)
  if (listed.models === undefined)
    return right(
      'not_asked',
      { host, model: model.model },
      `whether ${host} has ${model.model} is not known, because it could not be asked (${listed.reason})`,
    )
  if (findListed(listed.models, model.model)) return undefined
  return wrong('not_listed', { host, model: model.model }, `${host} has no model ${model.model}`)
}

function endPart(model: CompleteEntry, now: Date): Part | undefined {
  if (model.shutsDownOn === undefined) return undefined
  const facts = { model: model.model, day: model.shutsDownOn, successor: model.successor ?? '' }
  const words = `the provider ${isShutDown(model, now) ? 'has shut' : 'shuts'} down ${model.model} on ${model.shutsDownOn}`
  return model.successor === undefined
    ? wrong('ends', facts, `${words}, so name its successor or another model`)
    : right('ends_and_followed', facts, `${words}, and "${model.successor}" takes over`)
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
      'speech_loses',
      { ...losing(entry, spent, earning, enough), seconds: secondsPerCredit },
      `${secondsPerCredit} seconds of speech cost ${dollars(spent)} with ${entry.model} and earn ${dollars(earning.microDollarsPerCredit)} (1 credit, by ${wordsOf(earning)}): it loses money, which ${enough} seconds a credit would not`,
    )
  }
  return perMinute === undefined
    ? right(
        'costs_tokens',
        { model: entry.model, input, output },
        `${entry.model} costs ${dollars(input)} for a million tokens of speech and ${dollars(output)} for those of its words`,
      )
    : aMinute(entry, perMinute)
}

function aMinute({ model }: CompleteEntry, price: number): Part {
  return right('costs_a_minute', { model, price }, `${model} costs ${dollars(price)} a minute`)
}

/** A credit that buys more than it earns, and so much of it as would not. */
function losing({ model }: CompleteEntry, spent: number, earning: Earning, enough: number): Part['facts'] {
  return { model, spent, earned: earning.microDollarsPerCredit, by: earning.product, product: earning.id, enough }
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
      'voice_loses',
      { ...losing(entry, spent, earning, enough), characters: charactersPerCredit },
      `${charactersPerCredit} characters that are read out cost ${dollars(spent)} with ${entry.model} and earn ${dollars(earning.microDollarsPerCredit)} (1 credit, by ${wordsOf(earning)}): it loses money, which ${enough} characters a credit would not`,
    )
  }
  const { perMillionCharacters, perMinute = 0 } = price
  if (perMillionCharacters === undefined) return aMinute(entry, perMinute)
  return right(
    'costs_characters',
    { model: entry.model, price: perMillionCharacters },
    `${entry.model} costs ${dollars(perMillionCharacters)} for a million characters`,
  )
}

function picturePricePart(entry: CompletePainter, catalog: CompleteCatalog, now: Date): Part {
  if (!priceAt(entry, now)) return unknownPrice(entry)
  const costs = catalog.images.map((image) => ({ image, spent: imageCost({ painters: [entry] }, image, now) }))
  for (const { image, spent } of costs) {
    const earning = leastEarning(catalog, image.subscription)
    if (!earning || spent <= image.priceCredits * earning.microDollarsPerCredit) continue
    const earned = image.priceCredits * earning.microDollarsPerCredit
    const needed = Math.ceil(spent / earning.microDollarsPerCredit)
    const facts = { model: entry.model, image: image.id, spent, earned, credits: image.priceCredits, needed }
    return wrong(
      'image_loses',
      { ...facts, by: earning.product, product: earning.id },
      `the picture "${image.id}" costs ${dollars(spent)} with ${entry.model} and earns ${dollars(earned)} (${creditsOf(image.priceCredits)}, by ${wordsOf(earning)}): it loses money, which a price of ${creditsOf(needed)} would not`,
    )
  }
  const spent = costs.map((each) => each.spent)
  const [least, most] = [Math.min(...spent), Math.max(0, ...spent)]
  return right(
    'costs_a_picture',
    { model: entry.model, least: Number.isFinite(least) ? least : 0, most },
    `${entry.model} costs at most ${dollars(most)} for a picture`,
  )
}

/** What a question to an assistant costs a person. */
function assistantPricePart({ model: named, priceCredits: extra }: AssistantEntry, catalog: CompleteCatalog): Part {
  const model = catalog.models.find(({ id }) => id === named)
  if (model) {
    const credits = model.priceCredits + extra
    return right(
      'assistant_price',
      { model: model.id, credits },
      `a question costs ${creditsOf(credits)} (${model.id})`,
    )
  }
  if (named !== undefined)
    return right(
      'assistant_left_out',
      { model: named },
      `"${named}" is left out, so each person is answered by the model that they have chosen`,
    )
  return right(
    'assistant_extra',
    { credits: extra },
    `a question costs what the person's model does${extra > 0 ? ` and ${creditsOf(extra)} more` : ''}`,
  )
}

/** Of what the smallest model takes in, at least half is for the question and what was said before. */
const mostPromptShare = 0.5
/** A token has some characters; of a text in Cyrillic they are few. */
const charactersPerToken = 2

function promptPart({ model: named, prompt }: AssistantEntry, { models }: CompleteCatalog): Part | undefined {
  const askers = models.filter(({ id, offered }) => offered && (named === undefined || id === named))
  const rooms = askers.map(({ contextTokens, maxOutputTokens }) => contextTokens - maxOutputTokens)
  const most = Math.floor(Math.min(...rooms) * mostPromptShare * charactersPerToken)
  const characters = Math.max(...Object.values(prompt).map(({ length }) => length))
  if (characters <= most) return undefined
  return wrong(
    'prompt_long',
    { characters, most },
    `its prompt has ${characters} characters, which leaves a conversation little room: at most ${most} are well`,
  )
}

function variablesPart({ withoutValue }: CompleteToolServer): Part | undefined {
  if (withoutValue.length === 0) return undefined
  const variable = withoutValue.join(', ')
  return right('left_out', { variable }, `left out, because ${variable} is not set`)
}

/** When each of its tools is asked as often as it may be for one question. */
function toolPricePart(entry: CompleteToolServer, catalog: CompleteCatalog): Part {
  const { id, costMicros, priceCredits } = entry
  const spent = toolsCost({ toolServers: [entry] })
  const earning = leastEarning(catalog, true)
  const earned = priceCredits * (earning?.microDollarsPerCredit ?? 0)
  if (!earning || spent <= earned) {
    const words = `a call costs ${dollars(costMicros)}, and its tools earn ${dollars(earned)} for a question that uses them`
    return right('costs_a_call', { price: costMicros, earned }, words)
  }
  const needed = Math.ceil(spent / earning.microDollarsPerCredit)
  return wrong(
    'tools_lose',
    { server: id, spent, earned, credits: priceCredits, needed, by: earning.product, product: earning.id },
    `its tools cost ${dollars(spent)} at their limits for one question and earn ${dollars(earned)} (${creditsOf(priceCredits)}, by ${wordsOf(earning)}): they lose money, which a price of ${creditsOf(needed)} would not`,
  )
}

/** Whether the searches that one question may make pay for themselves. */
function searchPricePart(catalog: CompleteCatalog, { service }: SearchSettings, now: Date): Part {
  const { priceCredits, mostSearches, subscription } = catalog.search
  const price = priceAt(catalog.search, now)
  if (!price && service !== 'searxng')
    return wrong(
      'search_price_unknown',
      { service },
      `what a search costs at ${service} is not known: add search.prices`,
    )
  const spent = searchCost(catalog, now)
  const earning = leastEarning(catalog, subscription)
  const earned = priceCredits * (earning?.microDollarsPerCredit ?? 0)
  const each = price?.perSearch ?? 0
  if (!earning || spent <= earned)
    return right('costs_a_search', { service, each, searches: mostSearches, spent }, `a search costs ${dollars(each)}`)
  const needed = Math.ceil(spent / earning.microDollarsPerCredit)
  const facts = { service, spent, earned, searches: mostSearches, credits: priceCredits, needed }
  return wrong(
    'search_loses',
    { ...facts, by: earning.product, product: earning.id },
    `${mostSearches} searches cost ${dollars(spent)} with ${service} and earn ${dollars(earned)} (${creditsOf(priceCredits)}, by ${wordsOf(earning)}): it loses money, which a price of ${creditsOf(needed)} would not`,
  )
}

function unknownPrice({ model, baseUrl }: CompleteEntry): Part {
  const { host } = new URL(baseUrl)
  return takesMoney(baseUrl)
    ? wrong('price_unknown', { model, host }, `what ${model} costs at ${host} is not known: add its prices`)
    : right(
        'own_server',
        { model, host },
        `what ${model} costs is not counted, because ${host} is a server of your own`,
      )
}

function pricePart(model: CompleteModel, catalog: CompleteCatalog, now: Date): Part {
  if (model.prices.length === 0) return unknownPrice(model)
  const all = [...catalog.models, ...catalog.withoutKey]
  const askers = askersOf(all, model)
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
  if (spent <= earning.microDollarsPerCredit) return undefined
  const enough = Math.floor((inputTokens * earning.microDollarsPerCredit) / spent)
  return wrong(
    'files_lose',
    { ...losing(model, spent, earning, enough), tokens: inputTokens },
    `${inputTokens} tokens of files cost ${dollars(spent)} with ${model.model} and earn ${dollars(earning.microDollarsPerCredit)} (1 credit, by ${wordsOf(earning)}): it loses money, which ${enough} tokens a credit would not`,
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

function wordsOf({ product, id }: Earning): string {
  return product === 'pack' ? `the pack "${id}"` : `the plan "${id}" with its whole allowance used`
}

function creditsOf(count: number): string {
  return `${count} ${count === 1 ? 'credit' : 'credits'}`
}

function dollars(microDollars: number): string {
  return `$${(microDollars / 1_000_000).toFixed(4)}`
}
