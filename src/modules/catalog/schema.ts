import { z } from 'zod'
import { languageCodes } from '#texts/codes.ts'
import { fileKinds, wireNames } from '#platform/models/provider.ts'
import { pictureWireNames } from '#platform/models/painter.ts'
import { brokenRule, type Facts, type Rule, rules } from './rules.ts'
import { transcriptionWireNames } from '#platform/models/transcriber.ts'

/**
 * What is sold and which models answer, from one file that the owner edits.
 * Prices of packs and plans are whole Telegram Stars; prices of models are credits a question.
 */
/** By language; where it is not named in a person's, another one stands for it. */
const words = (longest: number) =>
  z.record(z.string(), z.string().min(1).max(longest)).superRefine((byLanguage, ctx) => {
    const codes = Object.keys(byLanguage)
    if (codes.length === 0) ctx.addIssue(brokenRule('no_words'))
    for (const code of codes.filter((code) => !languageCodes.includes(code)))
      ctx.addIssue({ ...brokenRule('no_language'), path: [code] })
  })
const [title, description, prompt] = [words(32), words(255), words(4000)]
const id = z.string().regex(/^[a-z0-9-]{1,24}$/, rules.id)

/** What a provider takes for a million tokens from a day on (UTC), in millionths of a dollar. */
const microDollars = z.int().min(0).max(1_000_000_000)
export const providerPrice = z.strictObject({
  from: z.iso.date(),
  input: microDollars,
  cachedInput: microDollars,
  output: microDollars,
  /** For one search that the model makes while it answers. */
  perSearch: microDollars.optional(),
})
/** The same for speech: for a minute of sound, or for tokens. */
export const transcriptionPrice = z
  .strictObject({
    from: z.iso.date(),
    perMinute: microDollars.optional(),
    input: microDollars.optional(),
    output: microDollars.optional(),
  })
  .refine(({ perMinute, input }) => perMinute !== undefined || input !== undefined, rules.minute_price)

/** The same for what is spoken: for a million characters of it, or for a minute of sound. */
export const voicePrice = z
  .strictObject({
    from: z.iso.date(),
    perMillionCharacters: microDollars.optional(),
    perMinute: microDollars.optional(),
  })
  .refine((price) => (price.perMillionCharacters ?? price.perMinute) !== undefined, rules.voice_price)

/** The same for pictures that are made: for one, or for a million tokens; what goes in is paid at the price of pictures. */
export const picturePrice = z
  .strictObject({
    from: z.iso.date(),
    perPicture: microDollars.optional(),
    input: microDollars.optional(),
    output: microDollars.optional(),
  })
  .refine((price) => (price.perPicture ?? price.output) !== undefined, rules.voice_price)

const variable = z.string().regex(/^[A-Z][A-Z0-9_]*$/, rules.variable)

/** The same for what a search server takes for one search. */
const searchPrice = z.strictObject({ from: z.iso.date(), perSearch: microDollars })

/** Where a model is asked. */
const server = {
  /** Whose model it is, as people know it. */
  provider: z.string().min(1).max(32).optional(),
  /** Absent: the server and key of OPENAI_BASE_URL and OPENAI_API_KEY. */
  baseUrl: z.url().optional(),
  apiKeyVariable: variable.optional(),
}

/** What writes down speech. The first of the list is asked, and the next when it fails or is shut down. */
export const transcriptionEntry = z.strictObject({
  id,
  ...server,
  model: z.string().min(1),
  /** How its server is spoken to. Absent: as OpenAI's. */
  wire: z.enum(transcriptionWireNames).default('openai'),
  shutsDownOn: z.iso.date().optional(),
  prices: z.array(transcriptionPrice).default([]),
})

/** What reads answers out. The first of the list is asked, and the next when it fails or is shut down. */
export const voiceEntry = z.strictObject({
  id,
  ...server,
  model: z.string().min(1),
  /** Whose voice it is, as its server calls it. */
  voice: z.string().min(1),
  shutsDownOn: z.iso.date().optional(),
  prices: z.array(voicePrice).default([]),
})

/** What makes pictures. The first of the list is asked, and the next when it fails or is shut down. */
export const painterEntry = z.strictObject({
  id,
  ...server,
  model: z.string().min(1),
  /** How its server is spoken to. Absent: as OpenAI's. */
  wire: z.enum(pictureWireNames).default('openai'),
  shutsDownOn: z.iso.date().optional(),
  prices: z.array(picturePrice).default([]),
})

const side = z.int().min(256).max(4096)

/** A picture as it is sold: its size and quality are fixed, so that its price is known before. */
export const imageEntry = z.strictObject({
  id,
  title,
  width: side,
  height: side,
  quality: z.enum(['low', 'medium', 'high']),
  /** The tokens that it takes at most: the words and the picture that is to be changed, and what is made. */
  inputTokens: z.int().min(1).max(100_000).default(3_000),
  outputTokens: z.int().min(1).max(100_000),
  priceCredits: z.int().min(1).max(1000),
  /** How many messages of the trial it takes. Absent: the trial pays for none. */
  trialMessages: z.int().min(1).max(100).optional(),
  /** Whether a plan may pay for it. */
  subscription: z.boolean().default(true),
  offered: z.boolean().default(true),
})

/** A role in which questions are answered. */
export const assistantEntry = z.strictObject({
  id,
  title,
  description,
  /** What the model is told of it. */
  prompt,
  /** Buttons that ask for the person. */
  firstQuestions: z.array(words(64)).min(2).max(4),
  /** The entry of `models` that answers, where something pays for it. Absent: the one that the person has chosen. */
  model: id.optional(),
  /** What a question costs beyond the price of its model. */
  priceCredits: z.int().min(0).max(1000).default(0),
  /** Whether it is shown; otherwise conversations that have begun with it go on. */
  offered: z.boolean().default(true),
})

/** A server of tools that models may ask while they answer (MCP, by Streamable HTTP). */
export const toolServerEntry = z
  .strictObject({
    id,
    title,
    /** Where it is, or the setting that says so. */
    url: z.url({ protocol: /^https?$/ }).optional(),
    urlVariable: variable.optional(),
    /** Such as `authorization`, each by the name of the setting that holds all of it. */
    headers: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, rules.header), variable).default({}),
    /** The tools that may be asked, which only read: what changes something is never offered. */
    allowedTools: z
      .array(z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, rules.tool))
      .min(1)
      .max(16),
    /** Beyond the price of the question; given back when none of its tools has answered. */
    priceCredits: z.int().min(0).max(1000).default(0),
    timeoutMs: z.int().min(500).max(20_000).default(8_000),
    maxBytes: z.int().min(1_000).max(1_000_000).default(100_000),
    /** What one call costs the owner, in millionths of a dollar. */
    costMicros: microDollars.default(0),
    offered: z.boolean().default(true),
  })
  .refine(({ url, urlVariable }) => (url === undefined) !== (urlVariable === undefined), rules.address)

export const modelEntry = z.strictObject({
  id,
  title,
  description,
  ...server,
  /** What is asked for there; OPENAI_MODEL goes before the first one's. Absent: OPENAI_MODEL, else the id. */
  model: z.string().min(1).optional(),
  /** How its server is spoken to. Absent: `responses` for OpenAI itself, `chat` for any other address. */
  wire: z.enum(wireNames).optional(),
  /** How long it may think before it answers; what it thinks counts as output. Absent: as the provider has it. */
  reasoning: z.enum(['none', 'minimal', 'low', 'medium', 'high']).optional(),
  /** What it takes beside words. Absent: whatever its wire carries. */
  takes: z.array(z.enum(fileKinds)).optional(),
  /** What looks something up on the web for it: its own provider, or nothing. Absent: the search server, where one is set. */
  searches: z.enum(['itself', 'never']).optional(),
  /** The day on which the provider shuts it down, and the entry that answers in its place from then on. */
  shutsDownOn: z.iso.date().optional(),
  successor: id.optional(),
  /** What the provider takes, oldest first. Absent: a server of one's own, whose cost is unknown. */
  prices: z.array(providerPrice).default([]),
  priceCredits: z.int().min(1).max(1000),
  /** Whether a trial message, and whether a subscription, may pay for it. */
  trial: z.boolean().default(true),
  subscription: z.boolean().default(true),
  contextTokens: z.int().min(1000).default(16_000),
  maxOutputTokens: z.int().min(100).default(4000),
  /** The same when the question is spoken, because writing it down costs too. Absent: `maxOutputTokens`. */
  maxOutputTokensWhenSpoken: z.int().min(100).optional(),
  /**
   * What files may take beyond the context that every question has: so many tokens for each further credit, at most so many
   * in all. Absent: files have no more room than words.
   */
  files: z
    .strictObject({
      tokensPerCredit: z.int().min(100).max(1_000_000),
      mostTokens: z.int().min(100).max(1_000_000),
    })
    .optional(),
  /** Who answers when its provider does not. */
  fallback: id.optional(),
  /** Whether people may choose it; otherwise it only stands in for others. */
  offered: z.boolean().default(true),
})
/** For owners who may take cards: an amount in the smallest unit of the currency, such as kopecks. */
const cardPrice = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, rules.currency)
    .refine((currency) => currency !== 'XTR', rules.stars),
  amount: z.int().min(1).max(100_000_000),
})
/** Whether it is on sale; otherwise whoever has bought it keeps it, and an open order may still be paid. */
const offered = z.boolean().default(true)
export const packEntry = z.strictObject({
  id,
  title,
  credits: z.int().min(1).max(1_000_000),
  priceStars: z.int().min(1).max(100_000),
  priceCard: cardPrice.optional(),
  offered,
})
export const planEntry = z
  .strictObject({
    id,
    title,
    days: z.int().min(1).max(3660),
    priceStars: z.int().min(1).max(100_000),
    /** A card pays the plan's days once; only Stars renew by themselves. */
    priceCard: cardPrice.optional(),
    /** Whether Telegram renews it by itself, which it does every 30 days and no other way. */
    renews: z.boolean(),
    offered,
    /** Its allowance: so many credits a day, of which each model takes its price. */
    creditsPerDay: z.int().min(1).max(100_000).optional(),
    /** What plans gave before there were allowances: who bought it then keeps it. Alone it is the allowance too. */
    questionsPerDay: z.int().min(1).max(100_000).optional(),
  })
  .transform((plan, ctx) => {
    const creditsPerDay = plan.creditsPerDay ?? plan.questionsPerDay
    if (creditsPerDay !== undefined) return { ...plan, creditsPerDay }
    ctx.addIssue({ ...brokenRule('allowance'), path: ['creditsPerDay'] })
    return z.NEVER
  })

/** What may be spent with providers, and what happens when it is: another model, no trial, or no answers. */
const budget = z.strictObject({
  microDollars: z.int().min(1).max(1_000_000_000_000_000),
  whenUsedUp: z.enum(['cheaper', 'no_trial', 'stop']),
})

const money = z.strictObject({
  /** What one Star pays its owner, in millionths of a dollar. */
  microDollarsPerStar: z.int().min(1).max(1_000_000).default(13_000),
  /** What the smallest unit of a currency pays, such as a kopeck, in millionths of a dollar: for those who take cards. */
  microDollarsPerUnit: z.record(z.string().regex(/^[A-Z]{3}$/), z.int().min(0).max(1_000_000)).optional(),
  /** For everybody together in a day and a month, for trial questions in a day, and for one person in a day; all in UTC. */
  budgets: z
    .strictObject({
      day: budget.optional(),
      month: budget.optional(),
      trialDay: budget.optional(),
      personDay: budget.optional(),
    })
    .optional(),
})

/** What is said: so many seconds are included in the price of a question, and each further credit pays for so many. */
const speech = z.strictObject({
  includedSeconds: z.int().min(0).max(3600).default(20),
  secondsPerCredit: z.int().min(1).max(3600).default(60),
})

/** An answer that is read out: each credit pays for so many characters, of a long answer the beginning is read. */
const listening = z.strictObject({
  charactersPerCredit: z.int().min(10).max(100_000).default(300),
  mostCharacters: z.int().min(100).max(4096).default(4000),
  /** Whether a plan may pay for it. */
  subscription: z.boolean().default(true),
})

/** Pictures that are made. */
const drawing = z.strictObject({
  /** How many one person may have made in an hour. */
  mostPerHour: z.int().min(1).max(1000).default(20),
})

/** What is looked up on the web while a question is answered. */
const search = z.strictObject({
  /** What a question costs more for which something was found. */
  priceCredits: z.int().min(0).max(1000).default(1),
  /** Whether a trial message, and whether a plan, pays for that as well. */
  trial: z.boolean().default(false),
  subscription: z.boolean().default(true),
  /** Searches of one question, and the tokens of all that they find. */
  mostSearches: z.int().min(1).max(3).default(3),
  mostTokens: z.int().min(600).max(30_000).default(6_000),
  /** What the search server takes. Absent: nothing. */
  prices: z.array(searchPrice).default([]),
})

/** What is known of people for all their conversations. */
const memory = z.strictObject({
  /** Facts of one person. */
  mostFacts: z.int().min(1).max(30).default(30),
  /** What is found when a conversation ends, at most. */
  factsPerConversation: z.int().min(1).max(10).default(3),
  /** What may be spent in a day (UTC) on looking for it; 0: only what people ask to be remembered is. */
  dailyMicroDollars: z.int().min(0).max(1_000_000_000_000).default(0),
  /** Which model looks for it. Absent: the one that costs least. */
  model: id.optional(),
})

/** What brings people: 0 is off. */
const referral = z.strictObject({
  /** For the person who was invited, on top of the trial. */
  trialMessages: z.int().min(0).max(1_000).default(0),
  /** For the inviter, three days after the invited person's first payment. */
  inviterCredits: z.int().min(0).max(100_000).default(0),
  mostPerMonth: z.int().min(1).max(10_000).default(10),
})

/** What joining the owner's channel gives, once for each person. Telegram tells it to an administrator of the channel only. */
const channelBonus = z
  .strictObject({
    channel: z.string().regex(/^(@[A-Za-z]\w{3,31}|-100\d{6,13})$/, 'expected @name, or the number of a channel'),
    /** Absent: the channel is found by its @name. */
    link: z.url({ protocol: /^https$/ }).optional(),
    gives: z.discriminatedUnion('of', [
      z.strictObject({ of: z.literal('credits'), amount: z.int().min(1).max(10_000) }),
      z.strictObject({ of: z.literal('trial_messages'), amount: z.int().min(1).max(1_000) }),
    ]),
  })
  .transform(({ link, ...bonus }, ctx) => {
    const { channel } = bonus
    if (link === undefined && !channel.startsWith('@'))
      ctx.addIssue({
        code: 'custom',
        path: ['link'],
        message: 'a channel without a @name needs its link of invitation',
      })
    return { ...bonus, link: link ?? `https://t.me/${channel.slice(1)}` }
  })

const roomForQuestion = 500

/** The rules of the catalogue file; each fault is one sentence with its place. */
export const catalogFile = z
  .strictObject({
    money: money.prefault({}),
    speech: speech.prefault({}),
    listening: listening.prefault({}),
    drawing: drawing.prefault({}),
    search: search.prefault({}),
    memory: memory.prefault({}),
    referral: referral.prefault({}),
    /** Absent: joining a channel gives nothing. */
    channelBonus: channelBonus.optional(),
    models: z.array(modelEntry).min(1),
    /** Absent: no speech is written down. */
    transcription: z.array(transcriptionEntry).default([]),
    /** Absent: no answer is read out. */
    voices: z.array(voiceEntry).default([]),
    /** Absent: no pictures are made. */
    painters: z.array(painterEntry).default([]),
    /** The pictures that people may have made. */
    images: z.array(imageEntry).default([]),
    /** Absent: people have their own assistants only. */
    assistants: z.array(assistantEntry).default([]),
    /** Absent: models have no tools of the owner's. */
    toolServers: z.array(toolServerEntry).default([]),
    packs: z.array(packEntry),
    plans: z.array(planEntry),
  })
  .superRefine((catalog, ctx) => {
    const complain: Complain = (path, rule, facts) => ctx.addIssue({ ...brokenRule(rule, facts), path })
    if (catalog.models[0]?.offered === false) complain(['models', 0, 'offered'], 'first_offered')
    const products = [...catalog.packs, ...catalog.plans]
    const { models, transcription, voices, painters, toolServers } = catalog
    const asked = [...models, ...transcription, ...voices, ...painters, ...toolServers]
    for (const list of [asked, products, catalog.images, catalog.assistants])
      for (const item of list)
        if (list.filter((other) => other.id === item.id).length > 1) complain([], 'twice', { id: item.id })
    catalog.models.forEach((model, index) => checkModel(model, catalog.models, index, complain))
    for (const list of ['models', 'transcription', 'voices', 'painters'] as const)
      catalog[list].forEach(({ prices }, index) => checkPrices(prices, [list, index, 'prices'], complain))
    checkPrices(catalog.search.prices, ['search', 'prices'], complain)
    catalog.plans.forEach((plan, index) => checkPlan(plan, index, complain))
    catalog.assistants.forEach(({ model: named }, index) => {
      const isOffered = catalog.models.some(({ id, offered }) => offered && id === named)
      if (named !== undefined && !isOffered) complain(['assistants', index, 'model'], 'offered_model', { id: named })
    })
    const reader = catalog.memory.model
    if (reader !== undefined && !catalog.models.some(({ id }) => id === reader))
      complain(['memory', 'model'], 'another_model', { id: reader })
  })

type Complain = (path: (string | number)[], rule: Rule, facts?: Facts) => void

function checkModel(model: z.infer<typeof modelEntry>, models: { id: string }[], index: number, complain: Complain) {
  if (model.contextTokens - model.maxOutputTokens < roomForQuestion)
    complain(['models', index, 'contextTokens'], 'room', { tokens: roomForQuestion })
  if ((model.maxOutputTokensWhenSpoken ?? 0) > model.maxOutputTokens)
    complain(['models', index, 'maxOutputTokensWhenSpoken'], 'spoken')
  for (const field of ['fallback', 'successor'] as const) {
    const named = model[field]
    if (named !== undefined && (named === model.id || !models.some(({ id }) => id === named)))
      complain(['models', index, field], 'another_model', { id: named })
  }
}

function checkPrices(prices: { from: string }[], path: (string | number)[], complain: Complain) {
  prices.forEach(({ from }, place) => {
    if (place > 0 && from <= prices[place - 1]!.from) complain([...path, place, 'from'], 'later_day')
  })
}

function checkPlan(plan: z.infer<typeof planEntry>, index: number, complain: Complain) {
  if (!plan.renews) return
  if (plan.days !== 30) complain(['plans', index, 'days'], 'renews_days')
  if (plan.priceStars > 10_000) complain(['plans', index, 'priceStars'], 'renews_price')
}
