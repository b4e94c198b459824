import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { doneBy, messageId, rowId, telegramId, text, updateId } from '#platform/http/values.ts'
import { language } from '#modules/users/contract.ts'

export const supportEndpoints = defineEndpoints({
  supportRequests: {
    method: 'GET',
    path: '/support_requests',
    allow: ['program', 'owner'],
    summary: 'Questions about payments without an answer, oldest first',
    query: z.object({}),
    reply: z.object({
      requests: z.array(
        z.object({
          id: z.int(),
          telegram_id: telegramId,
          first_name: z.string(),
          username: z.string().nullable(),
          text: z.string(),
          at: z.iso.datetime(),
        }),
      ),
    }),
    errors: [],
  },
  openSupportRequest: {
    method: 'POST',
    path: '/support_request',
    allow: ['program', 'self'],
    summary: 'Writes a question about payments down and tells the owners, once per update',
    body: z.object({
      telegram_id: telegramId,
      update_id: updateId,
      text: text().trim().min(1).max(4096),
      files: z
        .array(messageId)
        .max(10)
        .default([])
        .describe('Messages of the person in the chat with the bot: those who may answer get their files too'),
    }),
    reply: z.object({ id: z.int(), reaches_owner: z.boolean().describe('Whether there is an owner who hears of it') }),
    errors: ['user_not_found'],
  },
  answerSupportRequest: {
    method: 'POST',
    path: '/answer_support_request',
    allow: ['program', 'owner'],
    summary: 'Keeps the answer to such a question and sends it to the person',
    body: z.object({ id: rowId, by: doneBy, text: text().trim().min(1).max(4096) }),
    reply: z.object({ telegram_id: telegramId, language: language }),
    errors: ['request_not_found'],
  },
})
