import { z } from 'zod'
import { brokenRule, rules } from '#modules/catalog/rules.ts'
import { description, id, title, words } from './names.ts'

/** For owners who may take cards: an amount in the smallest unit of the currency, such as kopecks. */
const cardPrice = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, rules.currency)
    .refine((currency) => currency !== 'XTR', rules.stars),
  amount: z.int().min(1).max(100_000_000),
})

/** Whether it is on sale; otherwise people who have bought it keep it, and an open order may still be paid. */
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
  prompt: words(4000),
  /** Buttons that ask for the person. */
  firstQuestions: z.array(words(64)).min(2).max(4),
  /** The entry of `models` that answers, where something pays for it. Absent: the one that the person has chosen. */
  model: id.optional(),
  /** What a question costs beyond the price of its model. */
  priceCredits: z.int().min(0).max(1000).default(0),
  /** Whether it is shown; otherwise conversations that have begun with it go on. */
  offered: z.boolean().default(true),
})
