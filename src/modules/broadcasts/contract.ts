import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { rowId, telegramId, text, timeZone } from '#platform/http/values.ts'
import { startName } from '#modules/starts/contract.ts'
import { language } from '#modules/users/contract.ts'

const days = z.int().min(1).max(3650)
const count = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)

/** Whom a broadcast is for: all conditions that are given hold. Who takes no news or cannot be reached is never among them. */
export const conditions = z.object({
  news: z
    .enum(['agreed', 'not_refused'])
    .default('agreed')
    .describe('agreed: only who has said yes to news; not_refused: also who was never asked'),
  languages: z.array(language).min(1).max(50).optional(),
  plan: z.enum(['active', 'ended', 'never']).optional(),
  plans: z.array(z.string().min(1).max(40)).min(1).max(50).optional().describe('Active now, one of these'),
  trial: z.enum(['none', 'running', 'used_up']).optional(),
  campaigns: z.array(startName).min(1).max(100).optional().describe('Whose link brought them first'),
  asked_within_days: days.optional(),
  not_asked_for_days: days.optional().describe('Or never'),
  never_asked: z.literal(true).optional(),
  credits_from: count.optional(),
  credits_to: count.optional(),
  stars_from: count.optional().describe('Paid in Stars and not refunded'),
  stars_to: count.optional(),
})

export type Conditions = Camel<z.infer<typeof conditions>>

/** What a button may open in the bot: the values are what the bot's own buttons carry. */
export const openings = ['buy', 'models', 'balance', 'settings', 'menu'] as const

export type Opening = (typeof openings)[number]

const button = z
  .object({
    label: text().trim().min(1).max(64),
    url: z
      .url({ protocol: /^(https?|tg)$/ })
      .max(2048)
      .optional(),
    opens: z.enum(openings).optional(),
  })
  .refine(({ url, opens }) => (url === undefined) !== (opens === undefined), 'A button has `url` or `opens`')

const said = z.object({
  language,
  text: text().trim().min(1).max(20_000).describe('Markdown'),
  buttons: z.array(button).max(8).default([]),
})

/** The first one is for people who have none in their own language. */
export const texts = z
  .array(said)
  .min(1)
  .max(50)
  .refine((all) => new Set(all.map((each) => each.language)).size === all.length, 'One text for each language')

export type Said = Camel<z.infer<typeof said>>

const hour = z.int().min(0).max(23)

/** Nothing is sent between these hours. */
export const quietHours = z.object({
  from: hour,
  to: hour,
  zone: z
    .union([z.literal('person'), timeZone])
    .describe('`person`: the usual one of their language; else a time zone such as Europe/Moscow'),
})

export type QuietHours = z.infer<typeof quietHours>

export const broadcastState = z.enum([
  'draft',
  'scheduled',
  'filling',
  'sending',
  'paused',
  'stopped',
  'sent',
  'deleting',
  'deleted',
])

export type BroadcastState = z.infer<typeof broadcastState>

/** How many recipients are in which state. */
export const figures = z.object({
  waiting: z.int(),
  sending: z.int(),
  sent: z.int(),
  blocked: z.int().describe('They have blocked the bot, or their account is gone'),
  failed: z.int(),
  unknown: z.int().describe('Sent or not: its worker died or the reply was lost, and it is not repeated'),
  skipped: z.int().describe('They have refused news meanwhile, or were blocked by the owner'),
  deleted: z.int(),
  undeletable: z.int(),
})

export type Figures = z.infer<typeof figures>

export const broadcastsEndpoints = defineEndpoints({
  refuseNews: {
    method: 'POST',
    path: '/refuse_news',
    allow: ['program', 'self'],
    summary: 'A person wants no more news, by the button under a broadcast',
    body: z.object({ telegram_id: telegramId, broadcast_id: rowId }),
    reply: z.object({}),
    errors: ['user_not_found'],
  },
})
