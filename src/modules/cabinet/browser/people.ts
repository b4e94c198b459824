import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { moment, telegramId, text, personInQuery } from '#platform/http/values.ts'
import { means } from '#modules/charging/contract.ts'
import { title } from '#modules/catalog/contract.ts'
import { creditsDelta, reward } from '#modules/entitlements/contract.ts'
import { arm, experimentState, subject } from '#modules/experiments/contract.ts'
import { every, pauseReason } from '#modules/schedules/contract.ts'
import { startKinds } from '#modules/starts/contract.ts'
import { may, profile, role } from '#modules/users/contract.ts'
import { payment } from './payments.ts'
import { base, change, next, page, who } from './shapes.ts'

const touch = z.object({
  kind: z.enum(Object.values(startKinds)).nullable().describe('Null: without a link'),
  name: z.string().nullable().describe('Of the campaign or the promo code'),
  at: moment,
})

/** By what a person came, and what was given outside of purchases. */
const growth = {
  came: z.object({ first: touch, last: touch }).nullable().describe('Null: they have never pressed Start'),
  gifts: z.array(
    z.object({
      id: z.int(),
      given: z.boolean().describe('False: it was given to them'),
      title,
      state: z.enum(['open', 'claimed', 'returned', 'void']),
      other_id: telegramId.nullable().describe('Who gave it, or who has opened it'),
      at: moment,
      expires_at: moment,
    }),
  ),
  promo_uses: z.array(z.object({ id: z.int(), name: z.string(), code: z.string(), gives: reward, at: moment })),
  invitations: z.object({
    invited_by: telegramId.nullable(),
    came: z.int(),
    not_paid: z.int(),
    waiting: z.int().describe('Whose first payment can still be returned'),
    returned: z.int(),
    rewarded: z.int(),
    earned: z.int().describe('In credits'),
  }),
}

/** People, and what is done with them. */
export const peopleEndpoints = defineEndpoints({
  people: {
    method: 'GET',
    path: `${base}/people`,
    allow: [may('see_people')],
    summary: 'People, newest first, or those found by id, @name, name or charge id',
    query: z.object({ search: text().trim().max(255).optional(), ...page }),
    reply: z.object({
      people: z.array(
        z.object({
          ...who,
          last_name: z.string().nullable(),
          language: z.string(),
          credits: z.int(),
          blocked: z.boolean(),
          paid_until: moment.nullable(),
          created_at: moment,
        }),
      ),
      next,
    }),
    errors: [],
  },
  person: {
    method: 'GET',
    path: `${base}/person`,
    allow: [may('see_people')],
    summary: 'Everything about a person but their words',
    query: personInQuery,
    reply: z.object({
      profile,
      means,
      ledger: z.array(
        z.object({
          id: z.int(),
          kind: z.string(),
          delta: z.int(),
          balance: z.int(),
          reason: z.string(),
          at: moment,
        }),
      ),
      payments: z.array(payment),
      questions: z.array(
        z.object({
          id: z.int(),
          at: moment,
          model: z.string(),
          purse: z.string(),
          price: z.int(),
          status: z.string(),
          failure: z.string().nullable(),
          latency_ms: z.int().nullable(),
        }),
      ),
      schedules: z
        .array(
          z.object({
            id: z.int(),
            every,
            on_day: z.int().nullable().describe('Of the week, Monday being 1, or of the month'),
            at_minute: z.int().describe('Of the day, by the time zone in the settings of the person'),
            state: z.enum(['active', 'paused']),
            paused_because: pauseReason.nullable(),
            due_at: moment.nullable().describe('When it is asked next; null unless active'),
          }),
        )
        .describe('What is asked for them by the clock'),
      own_assistants: z.int(),
      memories: z.int().describe('Facts that are kept for all their conversations'),
      experiments: z.array(
        z.object({ id: z.int(), title: z.string(), subject, state: experimentState, arm, at: moment }),
      ),
      consents: z
        .array(
          z.object({
            id: z.int(),
            at: moment,
            subject: z.string().describe('news, terms or privacy'),
            given: z.boolean(),
            version: z.string().describe('Of a document: its language, its version in the cabinet and its SHA-256'),
            how: z.string().nullable().describe('Under which words they pressed'),
          }),
        )
        .describe('What they have agreed to and have withdrawn, the newest first'),
      timeline: z.array(z.object({ id: z.int(), at: moment, level: z.string(), kind: z.string() })),
      ...growth,
    }),
    errors: ['user_not_found'],
  },
  personTexts: {
    method: 'POST',
    path: `${base}/person_texts`,
    allow: [may('see_texts')],
    summary:
      'The texts of the last questions and answers of a person, and the beginnings of what is asked for them by the clock; who wanted to see them and why is in the audit log',
    body: z.object({ telegram_id: telegramId, ...change }),
    reply: z.object({
      texts: z.array(
        z.object({
          id: z.int(),
          at: moment,
          question: z.string().nullable().describe('Null: deleted, or a question without words'),
          answer: z.string().nullable(),
        }),
      ),
      scheduled: z.array(z.object({ id: z.int(), question: z.string() })),
    }),
    errors: ['user_not_found', 'idempotency_key_reused'],
  },
  grant: {
    method: 'POST',
    path: `${base}/grant`,
    allow: [may('grant')],
    summary: 'Gives or takes credits, and tells the person',
    body: z.object({
      telegram_id: telegramId,
      delta: creditsDelta,
      ...change,
    }),
    reply: z.object({ credits: z.int() }),
    errors: ['user_not_found', 'insufficient_credits', 'idempotency_key_reused', 'confirmation_needed'],
  },
  block: {
    method: 'POST',
    path: `${base}/block`,
    allow: [may('block')],
    summary: 'Blocks a person, or lets them in again',
    body: z.object({ telegram_id: telegramId, blocked: z.boolean(), ...change }),
    reply: z.object({ blocked: z.boolean() }),
    errors: ['user_not_found', 'owner_not_blocked', 'idempotency_key_reused', 'confirmation_needed'],
  },
  message: {
    method: 'POST',
    path: `${base}/message`,
    allow: [may('message')],
    summary: 'Has the bot say something to a person',
    body: z.object({ telegram_id: telegramId, text: text().trim().min(1).max(3000), ...change }),
    reply: z.object({}),
    errors: ['user_not_found', 'idempotency_key_reused'],
  },
  giveRole: {
    method: 'POST',
    path: `${base}/give_role`,
    allow: [may('give_roles')],
    summary: 'Gives a person a role, or takes it',
    body: z.object({ telegram_id: telegramId, role: role.nullable(), ...change }),
    reply: z.object({ role: role.nullable() }),
    errors: ['user_not_found', 'own_role', 'role_of_setting', 'idempotency_key_reused', 'confirmation_needed'],
  },
})
