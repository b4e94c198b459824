import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { moment, telegramId, text } from '#platform/http/values.ts'
import { title } from '#modules/catalog/contract.ts'
import { may } from '#modules/users/contract.ts'
import { base, change, next, page, who } from './shapes.ts'

export const payment = z.object({
  number: z.int(),
  ...who,
  charge_id: z.string(),
  provider_charge_id: z.string().nullable(),
  kind: z.string(),
  product: z.string().nullable(),
  title: title.nullable(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(['paid', 'refunding', 'refunded']),
  credits: z.int(),
  days: z.int(),
  loss_credits: z.int(),
  refund_error: z.string().nullable(),
  at: moment,
  refunded_at: moment.nullable(),
})

/** Payments, and where Telegram and the books differ. */
export const paymentsEndpoints = defineEndpoints({
  payments: {
    method: 'GET',
    path: `${base}/payments`,
    allow: [may('see_payments')],
    summary: 'Payments, newest first',
    query: z.object({ show: z.enum(['all', 'refunding', 'refunded', 'unmatched']).default('all'), ...page }),
    reply: z.object({ payments: z.array(payment), next }),
    errors: [],
  },
  differences: {
    method: 'GET',
    path: `${base}/differences`,
    allow: [may('see_payments')],
    summary: "Where Telegram's list and the books differed, newest first",
    query: z.object({ ...page }),
    reply: z.object({
      compared_at: moment.nullable(),
      differences: z.array(
        z.object({
          charge_id: z.string(),
          what: z.string(),
          telegram_id: telegramId,
          amount: z.int(),
          happened_at: moment,
          noted_at: moment,
        }),
      ),
      next,
    }),
    errors: [],
  },
  refund: {
    method: 'POST',
    path: `${base}/refund`,
    allow: [may('refund')],
    summary: 'Takes back what a payment gave and has Telegram return the money',
    body: z.object({
      charge_id: text().min(1).max(255),
      done: z.boolean().default(false).describe('The money of a card was returned with its provider'),
      ...change,
    }),
    reply: z.object({ status: z.enum(['refunding', 'refunded']), loss_credits: z.int() }),
    errors: ['payment_not_found', 'idempotency_key_reused', 'confirmation_needed'],
  },
})
