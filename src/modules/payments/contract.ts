import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { documentsVersion, may } from '#modules/users/contract.ts'
import { amount, doneBy, inQuery, rowId, telegramId, text } from '#platform/http/values.ts'
import { means } from '#modules/charging/contract.ts'
import { title } from '#modules/catalog/contract.ts'

const refund = z.object({
  telegram_id: telegramId,
  amount: z.int().positive().describe('Whole Stars, or the smallest unit of the currency'),
  currency: z.string().describe('XTR for Stars'),
  provider_charge_id: z.string().nullable().describe('How the provider of cards knows it'),
  changed: z.boolean().describe('Whether this call has changed the status'),
  status: z.enum(['refunding', 'refunded']).describe('A card stays refunding until the owner has returned the money'),
  loss_credits: z.int().min(0).describe('Credits that were spent and cannot be taken back'),
})

const checkoutRefusal = z.enum([
  'unknown_invoice',
  'not_yours',
  'already_paid',
  'being_paid',
  'expired',
  'not_sold',
  'price_changed',
  'already_subscribed',
  'user_blocked',
])

const paymentMethod = z.enum(['stars', 'card'])

export type PaymentMethod = z.infer<typeof paymentMethod>

const payload = text().min(1).max(128)

const currency = z.string().regex(/^[A-Z]{3}$/, 'expected a currency of three letters')

export const paymentsEndpoints = defineEndpoints({
  createPayment: {
    method: 'POST',
    path: '/create_payment',
    allow: ['program', 'self'],
    summary: 'Opens an order for a pack or plan; the invoice that is shown must carry its payload',
    body: z.object({
      telegram_id: telegramId,
      product: z.string().min(1).max(24),
      method: paymentMethod.default('stars'),
      gift: z
        .boolean()
        .default(false)
        .describe('For another person, who claims it by a link; once, also where it renews'),
      agreement: documentsVersion
        .optional()
        .describe('The documents that the invoice names: whoever pays it agrees to them'),
    }),
    reply: z.object({
      payload: z.string(),
      title,
      currency: z.string().describe('XTR for Stars'),
      amount: z.int().positive().describe('Whole Stars, or the smallest unit of the currency'),
      renews: z.boolean().describe('Whether Telegram takes it again every 30 days'),
      expires_at: z.iso.datetime(),
    }),
    errors: ['user_not_found', 'user_blocked', 'product_not_found', 'already_subscribed'],
  },
  checkPayment: {
    method: 'POST',
    path: '/check_payment',
    allow: ['program'],
    summary: 'Whether a checkout may go on: any doubt is a no with its reason',
    body: z.object({ telegram_id: telegramId, invoice_payload: payload, currency, amount }),
    reply: z.union([
      z.object({ approved: z.literal(true) }),
      z.object({ approved: z.literal(false), reason: checkoutRefusal }),
    ]),
    errors: [],
  },
  completePayment: {
    method: 'POST',
    path: '/complete_payment',
    allow: ['program'],
    summary: 'Records a payment and gives what it bought, once per charge id',
    body: z.object({
      telegram_id: telegramId,
      invoice_payload: payload,
      currency,
      amount,
      telegram_payment_charge_id: text().min(1).max(255),
      provider_payment_charge_id: text().max(255).optional(),
      recurring: z.enum(['first', 'renewal']).nullable().default(null),
      subscription_expires_at: z.iso.datetime().optional(),
    }),
    reply: z.object({
      kind: z.enum(['order', 'renewal', 'extra', 'unmatched']),
      repeated: z.boolean(),
      product: z.string().nullable(),
      credits: z.int().min(0),
      days: z.int().min(0),
      paid_until: z.iso.datetime().nullable().describe('When everything ends that is paid with this payment'),
      foreign: z.boolean().describe('The invoice was made out to another person'),
      doubled: z
        .object({ ended: z.boolean().describe('Telegram has confirmed it') })
        .nullable()
        .describe('Another subscription renews already: the renewal of this one ends'),
      gift: z
        .object({ token: z.string(), title })
        .nullable()
        .describe('What was bought for another person; `g_` and this token start its link'),
      left: means,
    }),
    errors: ['user_not_found'],
  },
  renewalEnded: {
    method: 'POST',
    path: '/renewal_ended',
    allow: ['program'],
    summary: 'Telegram has confirmed the end of a renewal that we had decided',
    body: z.object({ telegram_id: telegramId, charge_id: text().min(1).max(255) }),
    reply: z.object({}),
    errors: [],
  },
  updateSubscription: {
    method: 'POST',
    path: '/update_subscription',
    allow: ['program', 'self'],
    summary: 'Says whether Telegram renews a subscription; what is paid stays until its end',
    body: z.object({
      telegram_id: telegramId,
      invoice_payload: payload,
      state: z.enum(['active', 'canceled', 'failed']),
    }),
    reply: means,
    errors: ['subscription_not_found'],
  },
  refundPayment: {
    method: 'POST',
    path: '/refund_payment',
    allow: ['program', 'owner'],
    summary: 'Takes back what a payment gave and has Telegram return the money; again changes nothing',
    body: z.object({
      telegram_payment_charge_id: text().min(1).max(255),
      by: doneBy,
      reason: text().trim().min(1).max(255),
      refunded: z.boolean().default(false).describe('Telegram has told us that it is done'),
      done: z.boolean().default(false).describe('The owner has returned the money of a card with its provider'),
    }),
    reply: refund,
    errors: ['payment_not_found'],
  },
  payment: {
    method: 'GET',
    path: '/payment',
    allow: ['program', may('see_payments')],
    summary: 'A payment that was made, by its short number or its charge id, with who paid it',
    query: z.object({
      number: inQuery(rowId).optional(),
      charge_id: z.string().min(1).max(255).optional(),
    }),
    reply: z.object({
      telegram_id: telegramId,
      first_name: z.string(),
      username: z.string().nullable(),
      charge_id: z.string(),
      provider_charge_id: z.string().nullable(),
      product: z.string().nullable(),
      title: title.nullable(),
      amount: z.int(),
      currency: z.string(),
      status: z.string(),
    }),
    errors: ['payment_not_found'],
  },
})
