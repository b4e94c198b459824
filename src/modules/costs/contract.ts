import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { may } from '#modules/users/contract.ts'
import { inQuery, telegramId } from '#platform/http/values.ts'

const line = z.object({
  revenue: z.int().describe('In micro-dollars'),
  cost: z.int().describe('In micro-dollars'),
  answers: z.int(),
})

const margin = z.object({
  total: line,
  days: z.array(z.object({ day: z.string().describe('In UTC'), ...line.shape })),
  models: z.array(
    z.object({
      model: z.string().nullable().describe('null: days of plans on which nothing was asked'),
      ...line.shape,
    }),
  ),
  plans: z.array(z.object({ plan: z.string().describe('A plan, or what else pays: credits, trial'), ...line.shape })),
  people: z.array(z.object({ telegram_id: telegramId, ...line.shape })).describe('Who cost more than they brought'),
  kinds: z
    .array(
      z.object({
        kind: z.enum(['tokens', 'speech', 'voice', 'pictures', 'searches']),
        cost: z.int().describe('In micro-dollars'),
        amount: z.int().describe('Tokens, seconds of speech, characters that were read out, pictures or searches'),
      }),
    )
    .describe('What providers were paid for'),
  unpriced_tries: z.int().describe('Of models without a price in the catalogue'),
  estimated_tries: z.int().describe('Of providers that reported no tokens'),
})

export type MarginReply = Camel<z.infer<typeof margin>>

export const costsEndpoints = defineEndpoints({
  margin: {
    method: 'GET',
    path: '/margin',
    allow: ['program', may('see_figures')],
    summary: 'What came in and what the providers took: by day, model, plan and person',
    query: z.object({ days: inQuery(z.int().min(1).max(92)).default(30).describe('Today and those before it') }),
    reply: margin,
    errors: [],
  },
})
