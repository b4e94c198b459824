import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { doneBy, moment, personInQuery, telegramId, text, timeZone } from '#platform/http/values.ts'
import { profile, may } from '#modules/users/contract.ts'
import { title } from '#modules/catalog/contract.ts'
import { entryKind } from '#modules/entitlements/contract.ts'

const figures = z.object({
  users: z.int().describe('New in this time'),
  active: z.int().describe('Who asked something'),
  questions: z.int().describe('Answered'),
  revenue_stars: z.int(),
  refunds_stars: z.int(),
  revenue_micro_dollars: z.int().describe('Earned by what was used in this time'),
  cost_micro_dollars: z.int().describe('What the providers took'),
  failed: z.int().describe('Questions that got no answer, but for those that the person stopped'),
  errors: z.int().describe('Events at level error, and questions that got no answer'),
})

const history = z.object({
  entries: z.array(
    z.object({
      kind: entryKind,
      delta: z.int(),
      balance: z.int(),
      reason: z.string(),
      at: moment,
    }),
  ),
  payments: z.array(
    z.object({
      number: z.int().describe('Names the payment to the owner'),
      charge_id: z.string().nullable(),
      product: z.string().nullable(),
      title: title.nullable().describe('As it was called when it was ordered'),
      amount: z.int(),
      currency: z.string(),
      status: z.string(),
      at: moment,
    }),
  ),
})

export type Figures = Camel<z.infer<typeof figures>>

export const ownerEndpoints = defineEndpoints({
  findUser: {
    method: 'GET',
    path: '/find_user',
    allow: ['program', may('see_people')],
    summary: 'The person who was last seen with this @name',
    query: z.object({ username: z.string().min(1).max(64) }),
    reply: profile,
    errors: ['user_not_found'],
  },
  stats: {
    method: 'GET',
    path: '/stats',
    allow: ['program', may('see_figures')],
    summary: 'Figures of today, of 7 and of 30 days',
    query: z.object({}),
    reply: z.object({ today: figures, week: figures, month: figures }),
    errors: [],
  },
  userHistory: {
    method: 'GET',
    path: '/user_history',
    allow: ['program', 'self', may('see_people')],
    summary: 'A person with the last movements of their credits and their payments',
    query: personInQuery,
    reply: z.object({ ...profile.shape, ...history.shape }),
    errors: ['user_not_found'],
  },
  dailyReport: {
    method: 'GET',
    path: '/daily_report',
    allow: ['program', 'self'],
    summary: 'At which hour somebody has the figures of a day sent',
    query: personInQuery,
    reply: z.object({
      hour: z.int().nullable(),
      time_zone: z.string().nullable().describe('Of the settings; null: the one of the language counts'),
    }),
    errors: [],
  },
  chooseDailyReport: {
    method: 'POST',
    path: '/daily_report',
    allow: ['program', 'self'],
    summary: 'Chooses that hour, or to have no report; it is sent only to those who may see figures',
    body: z.object({
      telegram_id: telegramId,
      hour: z.int().min(0).max(23).nullable(),
      time_zone: timeZone.describe('Of the language; one in the settings goes before it'),
    }),
    reply: z.object({}),
    errors: [],
  },
  blockUser: {
    method: 'POST',
    path: '/block_user',
    allow: ['program', 'owner'],
    summary: 'Blocks a person, or lets them in again',
    body: z.object({
      telegram_id: telegramId,
      blocked: z.boolean(),
      by: doneBy,
      reason: text().max(255),
    }),
    reply: z.object({}),
    errors: ['user_not_found', 'owner_not_blocked'],
  },
})
