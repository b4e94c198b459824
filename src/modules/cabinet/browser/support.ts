import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { moment, rowId, telegramId, text, personInQuery } from '#platform/http/values.ts'
import { language, may } from '#modules/users/contract.ts'
import { base, change, next, page, who } from './shapes.ts'

const template = {
  title: text().trim().min(1).max(80),
  texts: z
    .array(z.object({ language, text: text().trim().min(1).max(4096) }))
    .min(1)
    .max(20)
    .refine((texts) => new Set(texts.map(({ language }) => language)).size === texts.length, 'one text for a language')
    .describe('`{name}` stands for the name of the person'),
}

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
      language,
      requests: z.array(
        z.object({
          id: z.int(),
          text: z.string(),
          files: z.int().describe('How many came with it: those who may answer have them in Telegram'),
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
    summary: 'Keeps an answer and has the bot send it; asked twice when there is an answer already',
    body: z.object({ id: rowId, text: text().trim().min(1).max(4096), ...change }),
    reply: z.object({}),
    errors: ['request_not_found', 'idempotency_key_reused', 'confirmation_needed'],
  },
  replyTemplates: {
    method: 'GET',
    path: `${base}/reply_templates`,
    allow: [may('see_support')],
    summary: 'What is said often, by title',
    query: z.object({}),
    reply: z.object({ templates: z.array(z.object({ id: z.int(), ...template, changed_at: moment })) }),
    errors: [],
  },
  saveReplyTemplate: {
    method: 'POST',
    path: `${base}/save_reply_template`,
    allow: [may('answer_support')],
    summary: 'Makes a reply template, or changes the one with this id',
    body: z.object({
      id: rowId.optional(),
      ...template,
      changed_at: moment.optional().describe('As it was seen: what another has changed since then is asked about'),
      ...change,
    }),
    reply: z.object({ id: z.int() }),
    errors: ['template_not_found', 'template_exists', 'idempotency_key_reused', 'confirmation_needed'],
  },
  deleteReplyTemplate: {
    method: 'POST',
    path: `${base}/delete_reply_template`,
    allow: [may('answer_support')],
    summary: 'Deletes a reply template',
    body: z.object({ id: rowId, ...change }),
    reply: z.object({}),
    errors: ['template_not_found', 'idempotency_key_reused'],
  },
})
