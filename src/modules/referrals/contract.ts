import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { moment, person, telegramId } from '#platform/http/values.ts'
import { startName } from '#modules/starts/contract.ts'

export const referralsEndpoints = defineEndpoints({
  acceptReferral: {
    method: 'POST',
    path: '/accept_referral',
    allow: ['program', 'self'],
    summary: 'Gives a person who has just come by the link of another one what the rules promise, once for ever',
    body: z.object({ telegram_id: telegramId, code: startName }),
    reply: z.object({ trial_messages: z.int().min(0).describe('0: nothing is given') }),
    errors: ['user_not_found'],
  },
  referral: {
    method: 'POST',
    path: '/referral',
    allow: ['program', 'self'],
    summary: "A person's own link, the rules, and how many people came by it, without names",
    body: person,
    reply: z.object({
      code: z.string(),
      trial_messages: z.int(),
      credits: z.int().describe('For each person who buys; 0: invitations are not rewarded'),
      most_per_month: z.int(),
      came: z.int(),
      not_paid: z.int().describe('Who have bought nothing yet'),
      waiting: z.int().describe('Whose first payment can still be returned, or is above the limit of the month'),
      next_at: moment.nullable().describe('When the next of them is due'),
      returned: z.int().describe('Whose payment was returned'),
      rewarded: z.int(),
      earned: z.int().describe('In credits'),
    }),
    errors: ['user_not_found'],
  },
})
