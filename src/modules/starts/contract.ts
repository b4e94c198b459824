import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { telegramId } from '#platform/http/values.ts'

/** What a link `t.me/BOT?start=PAYLOAD` begins, by the first letters of its payload. A new kind is a line here and its act in `programs/bot/start-links.ts`. */
export const startKinds = {
  as_: 'assistant',
  c_: 'campaign',
  g_: 'gift',
  guest_: 'guest',
  p_: 'promo',
  r_: 'referral',
  role_: 'role',
} as const

export type StartKind = (typeof startKinds)[keyof typeof startKinds]

/** Letters, digits, _ and -, as Telegram lets through: at most 64 with the kind. */
export const startName = z.string().regex(/^[\w-]{1,62}$/)

export const startsEndpoints = defineEndpoints({
  noteBotName: {
    method: 'POST',
    path: '/note_bot_name',
    allow: ['program'],
    summary: 'Keeps by which @name people find the bot',
    body: z.object({ username: z.string().min(1).max(64) }),
    reply: z.object({}),
    errors: [],
  },
  recordStart: {
    method: 'POST',
    path: '/record_start',
    allow: ['program', 'self'],
    summary: 'Keeps by which link a person came at first and at last',
    body: z.object({
      telegram_id: telegramId,
      link: z
        .object({
          kind: z.enum(Object.values(startKinds)),
          name: startName.nullable().describe('Null where the rest of the payload is a secret'),
        })
        .nullable()
        .describe('Null: without a link'),
    }),
    reply: z.object({}),
    errors: ['user_not_found'],
  },
})
