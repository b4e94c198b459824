import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { personInQuery, telegramId } from '#platform/http/values.ts'
import { channelGift } from '#modules/catalog/contract.ts'

export const channelBonusEndpoints = defineEndpoints({
  channelBonus: {
    method: 'GET',
    path: '/channel_bonus',
    allow: ['program', 'self'],
    summary: 'What joining the channel gives, and whether this person has had it',
    query: personInQuery,
    reply: z.object({
      bonus: z
        .object({
          channel: z.string().describe('As Telegram takes it: @name or number'),
          link: z.string(),
          gives: channelGift,
        })
        .nullable()
        .describe('Null: there is none'),
      given: z.boolean(),
    }),
    errors: ['user_not_found'],
  },
  takeChannelBonus: {
    method: 'POST',
    path: '/take_channel_bonus',
    allow: ['program'],
    summary: 'Gives it to a person whom Telegram has called a member of the channel, once for ever',
    body: z.object({ telegram_id: telegramId, channel: z.string().describe('Of which they are a member') }),
    reply: z.object({
      gives: channelGift.nullable().describe('Null: there is nothing for them, or not for this channel'),
    }),
    errors: ['user_not_found'],
  },
})
