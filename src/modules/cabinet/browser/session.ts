import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { moment, rowId, telegramId } from '#platform/http/values.ts'
import { may, permission, role } from '#modules/users/contract.ts'
import { base } from './shapes.ts'

const me = z.object({
  telegram_id: telegramId,
  first_name: z.string(),
  language: z.string(),
  role,
  permissions: z.array(permission),
  languages: z.array(z.object({ code: z.string(), name: z.string() })).describe('Those of the bot, by their own names'),
  csrf: z.string().describe('Every change brings it in the header `X-CSRF-Token`'),
  session_id: z.int(),
  ends_at: moment,
  version: z.string(),
})

/** The way in, and one's own sessions. */
export const sessionEndpoints = defineEndpoints({
  enter: {
    method: 'POST',
    path: `${base}/enter`,
    allow: ['anybody'],
    summary: 'Begins a session by the link that the bot has given',
    body: z.object({ token: z.string().min(1).max(64) }),
    reply: me,
    errors: ['link_not_valid'],
  },
  enterByTelegram: {
    method: 'POST',
    path: `${base}/enter_by_telegram`,
    allow: ['anybody'],
    summary: 'Begins a session by what Telegram gives a Mini App',
    body: z.object({
      init_data: z.string().min(1).max(4096),
      in_frame: z.boolean().default(false).describe('Where no cookie comes: the reply brings the token, and sets none'),
    }),
    reply: me.extend({ token: z.string().nullable().describe('For `Authorization: Bearer`; null beside a cookie') }),
    errors: ['link_not_valid'],
  },
  me: {
    method: 'GET',
    path: `${base}/me`,
    allow: [may('enter')],
    summary: 'Whose session this is, and what they may do',
    query: z.object({}),
    reply: me,
    errors: ['signed_out'],
  },
  leave: {
    method: 'POST',
    path: `${base}/leave`,
    allow: [may('enter')],
    summary: 'Ends this session',
    body: z.object({}),
    reply: z.object({}),
    errors: ['signed_out'],
  },
  sessions: {
    method: 'GET',
    path: `${base}/sessions`,
    allow: [may('enter')],
    summary: "One's own sessions, newest first",
    query: z.object({}),
    reply: z.object({
      sessions: z.array(
        z.object({
          id: z.int(),
          client: z.string(),
          began_at: moment,
          seen_at: moment,
          ends_at: moment,
          current: z.boolean(),
        }),
      ),
    }),
    errors: ['signed_out'],
  },
  endSession: {
    method: 'POST',
    path: `${base}/end_session`,
    allow: [may('enter')],
    summary: "Ends one of one's own sessions",
    body: z.object({ id: rowId }),
    reply: z.object({}),
    errors: ['signed_out'],
  },
  team: {
    method: 'GET',
    path: `${base}/team`,
    allow: [may('enter')],
    summary: 'Who has a role',
    query: z.object({}),
    reply: z.object({
      team: z.array(
        z.object({
          telegram_id: telegramId,
          first_name: z.string().nullable(),
          username: z.string().nullable(),
          role,
          granted_by: telegramId.nullable(),
          at: moment,
        }),
      ),
    }),
    errors: [],
  },
})
