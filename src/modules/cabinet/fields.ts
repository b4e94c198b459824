import { z } from 'zod'
import { text } from '#platform/http/values.ts'

/** Where all that the browser asks for begins. */
export const base = '/cabinet/api'

/** What every change brings beside what is changed. */
export const change = {
  reason: text().trim().min(1).max(255),
  idempotency_key: text().min(1).max(128),
  confirmation: z.string().max(64).optional().describe('From the details of `confirmation_needed`'),
}
