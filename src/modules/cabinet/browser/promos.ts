import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { title } from '#modules/catalog/contract.ts'
import { newPromo, promo, promoName, promoState } from '#modules/promo-codes/contract.ts'
import { may } from '#modules/users/contract.ts'
import { base, change } from './shapes.ts'

/** A batch of more codes is asked twice, and so is a code that gives each person more credits, messages or days. */
export const codesAtOnce = 100
export const usualGift = { credits: 1_000, trial_messages: 100, plan_days: 366 }

/** Promo codes. A code that is not used yet is worth what it gives, so only those who make them see them. */
export const promosEndpoints = defineEndpoints({
  promos: {
    method: 'GET',
    path: `${base}/promos`,
    allow: [may('run_campaigns')],
    summary: 'Promo codes with what they have given and brought',
    query: z.object({}),
    reply: z.object({
      bot: z.string().nullable().describe('The @name of the bot, for the links; null until it has said it'),
      plans: z.array(z.object({ id: z.string(), title })).describe('Whose days a code may give'),
      promos: z.array(
        z.object({
          ...promo.shape,
          state: promoState,
          credits_given: z.int(),
          buyers: z.int().describe('People who used it and have paid since, not refunded'),
        }),
      ),
    }),
    errors: [],
  },
  promoCodes: {
    method: 'GET',
    path: `${base}/promo_codes`,
    allow: [may('run_campaigns')],
    summary: 'The codes of a batch',
    query: z.object({ name: promoName }),
    reply: z.object({ codes: z.array(z.object({ code: z.string(), used: z.boolean() })) }),
    errors: ['promo_not_found'],
  },
  makePromo: {
    method: 'POST',
    path: `${base}/make_promo`,
    allow: [may('run_campaigns')],
    summary: 'Makes a promo code, or a batch of codes for one person each',
    body: z.object({ ...newPromo, ...change }),
    reply: z.object({ name: z.string() }),
    errors: [
      'confirmation_needed',
      'promo_exists',
      'product_not_found',
      'promo_too_many',
      'promo_dates',
      'idempotency_key_reused',
    ],
  },
  endPromo: {
    method: 'POST',
    path: `${base}/end_promo`,
    allow: [may('run_campaigns')],
    summary: 'Ends a promo code; what it gave stays',
    body: z.object({ name: promoName, ...change }),
    reply: z.object({}),
    errors: ['promo_not_found', 'idempotency_key_reused'],
  },
})
