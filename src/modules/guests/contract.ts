import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { telegramId, text, updateId } from '#platform/http/values.ts'

/** More than any of Telegram's names of messages has. */
const mostCharacters = 256

export const guestsEndpoints = defineEndpoints({
  openGuestQuery: {
    method: 'POST',
    path: '/open_guest_query',
    allow: ['program', 'self'],
    summary: 'A person asks in a chat where the bot is no member; the same update is one query',
    body: z.object({ telegram_id: telegramId, update_id: updateId }),
    reply: z.object({
      inline_message_id: z.string().nullable().describe('The message that answers it; null: none is known yet'),
      ended: z.boolean().describe('Whether that message says all that it will'),
    }),
    errors: ['user_not_found'],
  },
  reportGuestMessage: {
    method: 'POST',
    path: '/report_guest_message',
    allow: ['program', 'self'],
    summary:
      'Keeps by which name Telegram knows the message that answers such a query, and that it will change no more',
    body: z.object({
      telegram_id: telegramId,
      update_id: updateId,
      inline_message_id: text().min(1).max(mostCharacters).optional(),
      ended: z.boolean().describe('Whether it says all that it will'),
    }),
    reply: z.object({}),
    errors: [],
  },
})
