import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { may } from '#modules/users/contract.ts'
import { doneBy, moment, telegramId, text, updateId } from '#platform/http/values.ts'
import { reward } from '#modules/entitlements/contract.ts'
import { means } from '#modules/charging/contract.ts'

/** A code as the owner gives it; people may type it in small letters. */
export const promoName = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9_-]{3,40}$/, 'use 3 to 40 Latin letters, digits, _ and -')

export const mostCodes = 10_000

/** What a new promo code is. */
export const newPromo = {
  name: promoName.describe('The code itself, or the name of a batch'),
  gives: reward,
  most_uses: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(1_000_000)
    .describe('By how many people; of a batch: how many codes'),
  batch: z.boolean().default(false).describe('Many codes, each for one person'),
  first_purchase: z.boolean().default(false).describe('Only for people who have bought nothing yet'),
  starts_at: moment.optional(),
  ends_at: moment.optional(),
}

export const promo = z.object({
  name: z.string(),
  gives: reward,
  batch: z.boolean(),
  most_uses: z.int(),
  uses: z.int(),
  first_purchase: z.boolean(),
  starts_at: moment,
  ends_at: moment.nullable(),
  ended_at: moment.nullable().describe('When the owner ended it'),
  created_at: moment,
})

export type Promo = Camel<z.infer<typeof promo>>

/** Whether a code can be used now, and if not, why. */
export const promoState = z.enum(['active', 'not_yet', 'used_up', 'over', 'ended'])

export type PromoState = z.infer<typeof promoState>

/** Why a code gives nothing to this person. */
export const promoRefusals = [
  'promo_not_found',
  'promo_not_yet',
  'promo_over',
  'promo_used_up',
  'promo_used_before',
  'promo_first_purchase',
  'promo_guesses',
] as const

export type PromoRefusal = (typeof promoRefusals)[number]

/** Longer ones are no codes: what is typed may be anything. */
export const longestTyped = 200

export const promoCodesEndpoints = defineEndpoints({
  redeemPromoCode: {
    method: 'POST',
    path: '/redeem_promo_code',
    allow: ['program', 'self'],
    summary: 'Gives what a promo code promises, once per person; five wrong codes an hour',
    body: z.object({ telegram_id: telegramId, code: text().max(longestTyped), update_id: updateId }),
    reply: z.object({
      gives: reward,
      until: moment.nullable().describe('When the days or the discount end'),
      left: means,
    }),
    errors: ['user_not_found', 'user_blocked', ...promoRefusals],
  },
  makePromo: {
    method: 'POST',
    path: '/make_promo',
    allow: ['program', may('run_campaigns')],
    summary: 'Makes a promo code, or a batch of codes for one person each',
    body: z.object({ ...newPromo, idempotency_key: text().min(1).max(128), by: doneBy }),
    reply: promo,
    errors: ['promo_exists', 'product_not_found', 'promo_too_many', 'promo_dates', 'idempotency_key_reused'],
  },
  promos: {
    method: 'GET',
    path: '/promos',
    allow: ['program', may('see_figures')],
    summary: 'The latest promo codes with how often they were used',
    query: z.object({}),
    reply: z.object({ promos: z.array(promo) }),
    errors: [],
  },
  promoCodes: {
    method: 'GET',
    path: '/promo_codes',
    allow: ['program', may('see_figures')],
    summary: 'The codes of a batch',
    query: z.object({ name: promoName }),
    reply: z.object({ codes: z.array(z.object({ code: z.string(), used: z.boolean() })) }),
    errors: ['promo_not_found'],
  },
  endPromo: {
    method: 'POST',
    path: '/end_promo',
    allow: ['program', may('run_campaigns')],
    summary: 'Ends a promo code; what it gave stays',
    body: z.object({ name: promoName, by: doneBy }),
    reply: promo,
    errors: ['promo_not_found'],
  },
})
