import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { moment } from '#platform/http/values.ts'

export const purse = z.enum(['subscription', 'trial', 'credits'])

export const noAccess = z.enum([
  'trial_not_started',
  'trial_used_up',
  'trial_continues',
  'subscription_ended',
  'daily_limit',
  'more_than_allowance',
  'insufficient_credits',
  'model_not_included',
  'model_cannot_see',
  'no_transcription',
  'not_in_trial',
  'question_too_long',
  'price_changed',
  'budget_used_up',
  'trial_paused',
])

/** Credits that are given, or taken when it is below zero. */
export const creditsDelta = z
  .int()
  .min(-1_000_000)
  .max(1_000_000)
  .refine((delta) => delta !== 0, 'must not be 0')

export const price = z.object({ purse, price: z.int().min(0).max(1_000_000) })

/** What an entry of the ledger is. */
export const entryKind = z.enum([
  'hold',
  'release',
  'purchase',
  'refund',
  'adjustment',
  'promo',
  'campaign',
  'gift',
  'referral',
  'undone',
])

export type EntryKind = z.infer<typeof entryKind>

const given = z.int().min(1).max(1_000_000)

/** What a promo code gives, or an owner for another reason than money. */
export const reward = z.discriminatedUnion('of', [
  z.object({ of: z.literal('credits'), amount: given }),
  z.object({ of: z.literal('trial_messages'), amount: given.max(1_000) }),
  z.object({ of: z.literal('plan_days'), plan: z.string().min(1).max(24), days: given.max(3_660) }),
  z.object({ of: z.literal('percent_off'), percent: z.int().min(1).max(99) }),
])

export type Reward = Camel<z.infer<typeof reward>>

export const trial = z.object({
  granted: z.int(),
  used: z.int(),
  left: z.int(),
  rest: z.int().describe('Messages that are added later; 0: all are granted'),
  rest_at: moment.nullable().describe('When they are'),
})

export const subscription = z.object({
  plan: z.string().describe('The plan that counts now'),
  ends_at: moment.describe('When everything that is paid ends'),
  periods: z
    .array(z.object({ plan: z.string(), ends_at: moment }))
    .describe('The present plan and those paid behind it, each with its end'),
  auto_renew: z.boolean().describe('Whether Telegram takes the next payment by itself'),
  renews_at: moment.nullable().describe('When it does'),
  renewed_plan: z.string().nullable(),
  charge_id: z.string().nullable().describe('Names the subscription to Telegram; null for a time bought once'),
  invoice_payload: z.string().nullable(),
  counts: z
    .enum(['credits', 'questions'])
    .describe('What the allowance of the day counts; questions for time bought before'),
  credits_today: z.int().describe('Taken from the allowance since midnight UTC, reservations included'),
  credits_per_day: z.int().nullable().describe('The allowance; null: no limit, or questions count'),
  questions_today: z.int(),
  questions_per_day: z.int().nullable().describe('The limit where questions count; null: none'),
})

export type Price = Camel<z.infer<typeof price>>
