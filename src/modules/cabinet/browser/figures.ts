import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { inQuery, moment } from '#platform/http/values.ts'
import { may } from '#modules/users/contract.ts'
import { base } from './shapes.ts'

const figures = z.object({
  users: z.int(),
  active: z.int(),
  questions: z.int(),
  failed: z.int(),
  errors: z.int(),
  revenue_stars: z.int(),
  refunds_stars: z.int(),
})

const paid = { payers: z.int(), revenue: z.int(), cost: z.int() }
const earned = { revenue: z.int(), cost: z.int(), answers: z.int() }

/** What happened and what it earned. */
export const figuresEndpoints = defineEndpoints({
  today: {
    method: 'GET',
    path: `${base}/today`,
    allow: [may('see_figures')],
    summary: 'What happened today and in seven days, and what waits now',
    query: z.object({}),
    reply: z.object({
      at: moment,
      today: figures,
      week: figures.omit({ active: true }),
      days: z.array(z.object({ day: z.string(), revenue: z.int(), cost: z.int(), answers: z.int() })),
      waiting_updates: z.int(),
      oldest_waiting_seconds: z.number(),
      given_up_updates: z.int(),
      open_requests: z.int(),
      refunding: z.int(),
      unmatched: z.int(),
    }),
    errors: [],
  },
  money: {
    method: 'GET',
    path: `${base}/money`,
    allow: [may('see_figures')],
    summary:
      'Revenue, cost and margin by day, plan and model, in micro-dollars; the worker counts them every five minutes',
    query: z.object({ days: inQuery(z.int().min(1).max(92)).default(30) }),
    reply: z.object({
      days: z.array(
        z.object({ day: z.string(), ...earned, active: z.int(), revenue_stars: z.int(), refunds_stars: z.int() }),
      ),
      plans: z.array(z.object({ name: z.string().describe('A plan, or what else pays: credits, trial'), ...earned })),
      models: z.array(z.object({ name: z.string().describe('- for days of plans without questions'), ...earned })),
      budgets: z.array(z.object({ budget: z.string(), limit: z.int(), spent: z.int(), reserved: z.int() })),
    }),
    errors: [],
  },
  personValue: {
    method: 'GET',
    path: `${base}/person_value`,
    allow: [may('see_figures')],
    summary:
      'Revenue less refunds and cost, in micro-dollars, beside those who asked and paid: by month, and so far by the week in which people came',
    query: z.object({}),
    reply: z.object({
      months: z.array(z.object({ month: z.string().describe('Its first day, in UTC'), active: z.int(), ...paid })),
      weeks: z.array(z.object({ week: z.string().describe('Its Monday, in UTC'), people: z.int(), ...paid })),
    }),
    errors: [],
  },
})
