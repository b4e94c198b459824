import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { startName } from '#modules/starts/contract.ts'

/** What Telegram says about an account. */
export const signals = z.object({
  premium: z.boolean(),
  username: z.boolean().describe('Whether they have a @name'),
  photo: z.boolean().nullable().describe('Null: Telegram did not say'),
  rating_level: z
    .int()
    .nullable()
    .describe('By the Stars they have spent; null: they have none, or Telegram did not say'),
})

/** A link by which many may come: its free messages are counted, and may be paused. */
export const link = z.object({ kind: z.enum(['campaign', 'referral']), name: startName })

export type Link = z.infer<typeof link>

export type Signals = Camel<z.infer<typeof signals>>
