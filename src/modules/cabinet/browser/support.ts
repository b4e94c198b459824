import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { moment, rowId, telegramId, text, personInQuery } from '#platform/http/values.ts'
import { may } from '#modules/users/contract.ts'
import { base, change, next, page, who } from './shapes.ts'

/** Questions of people and their answers. */
export const supportEndpoints = defineEndpoints({
  tickets: {
    method: 'GET',
    path: `${base}/tickets`,
    allow: [may('see_support')],
    summary: 'Questions of people, those without an answer oldest first, others newest first',
    query: z.object({ show: z.enum(['open', 'answered']).default('open'), ...page }),
    reply: z.object({
      tickets: z.array(z.object({ id: z.int(), ...who, text: z.string(), at: moment, answered_at: moment.nullable() })),
      next,
    }),
    errors: [],
  },
  talk: {
    method: 'GET',
    path: `${base}/talk`,
    allow: [may('see_support')],
    summary: "A person's questions with their answers, oldest first",
    query: personInQuery,
    reply: z.object({
      ...who,
      requests: z.array(
        z.object({
          id: z.int(),
          text: z.string(),
          at: moment,
          answer: z.string().nullable(),
          answered_at: moment.nullable(),
          answered_by: telegramId.nullable(),
        }),
      ),
    }),
    errors: ['user_not_found'],
  },
  answerTicket: {
    method: 'POST',
    path: `${base}/answer_ticket`,
    allow: [may('answer_support')],
    summary: 'Keeps an answer and has the bot send it',
    body: z.object({ id: rowId, text: text().trim().min(1).max(4096), ...change }),
    reply: z.object({}),
    errors: ['request_not_found', 'idempotency_key_reused'],
  },
})
