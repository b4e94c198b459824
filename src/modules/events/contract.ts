import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { telegramId, text, updateId } from '#platform/http/values.ts'

export const eventsEndpoints = defineEndpoints({
  reportError: {
    method: 'POST',
    path: '/report_error',
    allow: ['program'],
    summary: 'Writes an exception of the bot into the event log',
    body: z.object({
      kind: z.literal('bot_exception'),
      update_id: updateId.optional(),
      telegram_id: telegramId.optional(),
      message: text().max(2000),
      stack: text().max(8000).optional(),
      attempt: z.int().min(0).max(1_000_000).optional(),
    }),
    reply: z.object({}),
    errors: [],
  },
})
