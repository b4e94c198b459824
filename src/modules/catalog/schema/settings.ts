import { z } from 'zod'
import { id } from './names.ts'
import { searchPrice } from './prices.ts'

/** What may be spent with providers, and what happens when it is: another model, no trial, or no answers. */
const budget = z.strictObject({
  microDollars: z.int().min(1).max(1_000_000_000_000_000),
  whenUsedUp: z.enum(['cheaper', 'no_trial', 'stop']),
})

export const money = z.strictObject({
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
export const speech = z.strictObject({
  includedSeconds: z.int().min(0).max(3600).default(20),
  secondsPerCredit: z.int().min(1).max(3600).default(60),
})

/** An answer that is read out: each credit pays for so many characters, of a long answer the beginning is read. */
export const listening = z.strictObject({
  charactersPerCredit: z.int().min(10).max(100_000).default(300),
  mostCharacters: z.int().min(100).max(4096).default(4000),
  /** Whether a plan may pay for it. */
  subscription: z.boolean().default(true),
})

/** Pictures that are made. */
export const drawing = z.strictObject({
  /** How many one person may have made in an hour. */
  mostPerHour: z.int().min(1).max(1000).default(20),
})

/** What is looked up on the web while a question is answered. */
export const search = z.strictObject({
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
export const memory = z.strictObject({
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
export const referral = z.strictObject({
  /** For the person who was invited, on top of the trial. */
  trialMessages: z.int().min(0).max(1_000).default(0),
  /** For the inviter, three days after the invited person's first payment. */
  inviterCredits: z.int().min(0).max(100_000).default(0),
  mostPerMonth: z.int().min(1).max(10_000).default(10),
})

/** What joining the owner's channel gives, once for each person. Telegram tells it to an administrator of the channel only. */
export const channelBonus = z
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
