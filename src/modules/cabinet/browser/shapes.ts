import { z } from 'zod'
import { inQuery, telegramId, text } from '#platform/http/values.ts'

/** Where everything of the page begins. */
export const base = '/cabinet/api'

export const page = {
  before: z.string().max(80).optional().describe('`next` of the page before'),
  limit: inQuery(z.int().min(1).max(500)).default(50),
}

export const next = z.string().max(80).nullable().describe('Where the next page begins; null after the last one')

/** What every change brings beside what is changed. */
export const change = {
  reason: text().trim().min(1).max(255),
  idempotency_key: text().min(1).max(128),
  confirmation: z.string().max(64).optional().describe('From the details of `confirmation_needed`'),
}

export const who = {
  telegram_id: telegramId,
  first_name: z.string(),
  username: z.string().nullable(),
}
