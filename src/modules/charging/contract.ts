import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { doneBy, moment, personInQuery, telegramId, text, updateId } from '#platform/http/values.ts'
import { creditsDelta, noAccess, price, purse, subscription, trial } from '#modules/entitlements/contract.ts'
import { cardPrice, channelGift, modelOffer, searchOffer, title } from '#modules/catalog/contract.ts'
import { signals } from '#modules/free-trial/contract.ts'
import { documentsVersion } from '#modules/users/contract.ts'

export const means = z.object({
  credits: z.int().min(0),
  trial: trial.nullable(),
  subscription: subscription.nullable(),
  next: z
    .union([
      z.object({ purse, price: z.int().min(0) }),
      z.object({
        refused: noAccess,
        resumes_at: moment.nullable().optional().describe('When something pays again; null: not known'),
      }),
    ])
    .describe(
      'What pays the next question to the chosen model, or why nothing does, within the limits of the day and the budgets. By subscription the price is taken from the allowance of the day, and is 0 where that counts questions',
    ),
})

const byLanguage = z.record(z.string(), z.string())

const offers = z.object({
  trial_messages: z.int().nullable().describe('The trial still to be had; null when it was taken'),
  discount: z
    .object({ percent: z.int(), until: moment })
    .nullable()
    .describe('Of the next order: prices in Stars have it already, but for plans that renew'),
  channel_bonus: channelGift.nullable().describe('For joining the channel; null: none, or they have had it'),
  packs: z.array(z.object({ id: z.string(), title, credits: z.int(), price_stars: z.int(), price_card: cardPrice })),
  plans: z.array(
    z.object({
      id: z.string(),
      title,
      days: z.int(),
      price_stars: z.int(),
      price_card: cardPrice,
      renews: z.boolean(),
      credits_per_day: z.int().describe('The allowance: each model takes its price from it'),
      questions_per_day: z.int().describe('How many questions to the cheapest model that is'),
    }),
  ),
  texts: z
    .object({
      trial: byLanguage.describe('The offer of the trial; `{count}` stands for how many messages it has'),
      purchase: byLanguage.describe('The headline of what is sold'),
    })
    .describe("The owner's own words, by language; where there are none, the bot has its own"),
  pictures: z.boolean().describe('Whether pictures can be made'),
  plan_titles: z.record(z.string(), title).describe('Of every plan by its id, also of those that are no longer sold'),
})

/** What a refusal says beside its reason. */
export const refusal = z.object({
  reason: noAccess,
  offers,
  price: price.nullable().describe('What it costs now, where that is known'),
  resumes_at: moment
    .nullable()
    .describe("When the owner's budget that refuses it begins anew, or the rest of the trial comes; null: not known"),
  waiting: updateId.nullable().describe('The question is kept under this update and can be asked by `waiting`'),
  kept: z
    .object({ messages: z.int().min(1), replaces: z.boolean() })
    .nullable()
    .default(null)
    .describe(
      'Of a question from before the trial: of how many messages what is kept is made, and whether it takes the place of another of this hour',
    ),
  alternative: z
    .object({ model: z.string(), title, price })
    .nullable()
    .describe('Another model that something pays for'),
})

export type Refused = Camel<z.infer<typeof refusal>>

export type Means = Camel<z.infer<typeof means>>

export type Offers = Camel<z.infer<typeof offers>>

/** The reason of an owner who gives none. */
export const grantedByOwner = 'granted by the owner'

export const chargingEndpoints = defineEndpoints({
  startTrial: {
    method: 'POST',
    path: '/start_trial',
    allow: ['program', 'self'],
    summary: 'Gives the one free trial, the whole of it at once or in two steps',
    body: z.object({
      telegram_id: telegramId,
      agreement: documentsVersion.optional().describe('The documents that the person agrees to by starting it'),
      signals: signals.optional().describe('Without them the trial comes in steps, unless the person has paid before'),
    }),
    reply: means,
    errors: ['user_not_found', 'agreement_changed', 'trial_already_used'],
  },
  updateCredits: {
    method: 'POST',
    path: '/update_credits',
    allow: ['program', 'owner'],
    summary: 'Gives or takes credits, once per idempotency key',
    body: z.object({
      telegram_id: telegramId,
      delta: creditsDelta,
      reason: text().trim().min(1).max(255),
      idempotency_key: text().min(1).max(128),
      by: doneBy,
      tell: z.boolean().default(false).describe('Whether the bot tells the person'),
    }),
    reply: z.object({ credits: z.int().min(0).describe('The balance after this change'), repeated: z.boolean() }),
    errors: ['user_not_found', 'insufficient_credits', 'idempotency_key_reused'],
  },
  getCredits: {
    method: 'GET',
    path: '/get_credits',
    allow: ['program', 'self'],
    summary: 'Credits, trial, subscription, and what pays the next question',
    query: personInQuery,
    reply: means,
    errors: ['user_not_found'],
  },
  offers: {
    method: 'GET',
    path: '/offers',
    allow: ['program', 'self'],
    summary: 'What is sold and which models there are',
    query: personInQuery,
    reply: z.object({
      ...offers.shape,
      models: z.array(modelOffer),
      search: searchOffer.nullable().describe('Null: nothing can be looked up on the web'),
    }),
    errors: ['user_not_found'],
  },
})
