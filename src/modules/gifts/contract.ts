import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { moment, personInQuery, telegramId } from '#platform/http/values.ts'
import { title } from '#modules/catalog/contract.ts'
import { means } from '#modules/charging/contract.ts'

export const giftsEndpoints = defineEndpoints({
  claimGift: {
    method: 'POST',
    path: '/claim_gift',
    allow: ['program', 'self'],
    summary: 'Gives what another person has bought as a gift, once; the giver may keep it',
    body: z.object({
      telegram_id: telegramId,
      token: z.string().min(1).max(62),
      keep: z.boolean().default(false).describe('The giver wants it'),
    }),
    reply: z.object({
      title,
      credits: z.int().min(0),
      paid_until: moment.nullable().describe('When everything ends that is paid, for days of a plan'),
      left: means,
    }),
    errors: ['user_not_found', 'user_blocked', 'gift_not_found', 'gift_claimed', 'gift_void', 'own_gift'],
  },
  gifts: {
    method: 'GET',
    path: '/gifts',
    allow: ['program', 'self'],
    summary: 'The gifts of a giver that are not opened yet',
    query: personInQuery,
    reply: z.object({ gifts: z.array(z.object({ token: z.string(), title, until: moment })) }),
    errors: [],
  },
})
