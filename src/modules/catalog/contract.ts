import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'

export const title = z.record(z.string(), z.string()).describe('By language')

export type Title = z.infer<typeof title>

export const cardPrice = z.object({ currency: z.string(), amount: z.int() }).nullable()

/** What joining the owner's channel gives. */
export const channelGift = z.object({ of: z.enum(['credits', 'trial_messages']), amount: z.int() })

export type ChannelGift = z.infer<typeof channelGift>

export const modelOffer = z.object({
  id: z.string(),
  title,
  description: title,
  provider: z.string().nullable().describe('Whose model it is'),
  price_credits: z.int(),
  trial: z.boolean(),
  subscription: z.boolean(),
})

/** What a search adds to the next question of a person. */
export const searchOffer = z.object({
  price_credits: z.int().min(0).describe('What a question costs more for which something is found on the web'),
  excluded_from: z
    .enum(['trial', 'subscription'])
    .nullable()
    .describe('What pays the next question and pays for no search: nothing is looked up then; null: it does'),
})

export type SearchOffer = Camel<z.infer<typeof searchOffer>>

export type ModelOffer = Camel<z.infer<typeof modelOffer>>
