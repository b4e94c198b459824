import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { person, personInQuery, rowId, telegramId, text, updateId } from '#platform/http/values.ts'

/** In characters. */
export const longestFact = 200

const factText = text().trim().min(1).max(longestFact)
const fact = z.object({ id: z.int(), text: z.string() })

export type Fact = Camel<z.infer<typeof fact>>

export const memoryEndpoints = defineEndpoints({
  rememberFact: {
    method: 'POST',
    path: '/remember_fact',
    allow: ['program', 'self'],
    summary: 'Keeps what a person wants to be remembered, once per `update_id`; no model is asked',
    body: z.object({ telegram_id: telegramId, update_id: updateId, text: factText }),
    reply: z.object({ fact, is_new: z.boolean().describe('False: the same was known before') }),
    errors: ['user_not_found', 'user_blocked', 'agreement_needed', 'memory_off', 'memory_full', 'fact_secret'],
  },
  memory: {
    method: 'GET',
    path: '/memory',
    allow: ['program', 'self'],
    summary: 'What is known of a person for all their conversations, oldest first',
    query: personInQuery,
    reply: z.object({
      facts: z.array(fact),
      most: z.int().describe('How many are kept'),
      finds_itself: z.boolean().describe('Whether conversations that have ended are looked through for more'),
    }),
    errors: [],
  },
  changeFact: {
    method: 'POST',
    path: '/change_fact',
    allow: ['program', 'self'],
    summary: 'Puts other words in the place of a fact',
    body: z.object({ telegram_id: telegramId, fact_id: rowId, text: factText }),
    reply: z.object({ fact }),
    errors: ['agreement_needed', 'fact_not_found', 'fact_known', 'fact_secret'],
  },
  deleteFact: {
    method: 'POST',
    path: '/delete_fact',
    allow: ['program', 'self'],
    summary: 'Deletes a fact; one that is gone stays gone',
    body: z.object({ telegram_id: telegramId, fact_id: rowId }),
    reply: z.object({}),
    errors: [],
  },
  deleteFacts: {
    method: 'POST',
    path: '/delete_facts',
    allow: ['program', 'self'],
    summary: 'Deletes all facts of a person, and looks through no conversation that has ended before',
    body: person,
    reply: z.object({}),
    errors: [],
  },
})
