import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { telegramId } from '#platform/http/values.ts'
import { may } from '#modules/users/contract.ts'
import { startName } from '#modules/starts/contract.ts'

export const dearest = 1_000_000_000_000

export const mostBonuses = z.int().min(0).max(1_000_000)

/** What new people get, once each. */
export const campaignBonus = z.discriminatedUnion('of', [
  z.object({ of: z.literal('credits'), amount: z.int().min(1).max(10_000) }),
  z.object({ of: z.literal('trial_messages'), amount: z.int().min(1).max(1_000) }),
])

export type CampaignBonus = Camel<z.infer<typeof campaignBonus>>

export const campaign = z.object({
  name: startName,
  starts: z.int().describe('People whose first link it was'),
  trials: z.int().describe('Of them who began the trial'),
  asked: z.int().describe('Who has had an answer'),
  payers: z.int(),
  stars: z.int().describe('Paid and not refunded'),
  revenue_micro_dollars: z.int().describe('Paid and not refunded, in Stars and by card, less what affiliates kept'),
  provider_micro_dollars: z.int().describe('What the providers took for these people'),
  cost_micro_dollars: z.int().describe('What the ad has cost, as the owner says'),
  margin_micro_dollars: z.int().describe('Revenue less both costs'),
  bonus: campaignBonus.nullable().describe('What it gives to a person who is new'),
  most_bonuses: mostBonuses.describe('To so many people'),
  bonuses: z.int().describe('Given so far'),
  archived: z.boolean().describe('Its link goes on counting and gives no bonus; it is not listed'),
  paid_back_on: z
    .string()
    .nullable()
    .describe('The first day, in UTC, at whose end revenue less providers was the cost of the ad'),
})

export type CampaignFigures = Camel<z.infer<typeof campaign>>

export const campaignsEndpoints = defineEndpoints({
  saveCampaign: {
    method: 'POST',
    path: '/save_campaign',
    allow: ['program', may('run_campaigns')],
    summary: 'Makes a campaign known, or changes its cost, its bonus or whether it is archived; what is absent stays',
    body: z.object({
      name: startName,
      cost_micro_dollars: z.int().min(0).max(dearest).optional(),
      bonus: campaignBonus.nullable().optional().describe('Null: none any more'),
      most_bonuses: mostBonuses.optional().describe('How many people get it'),
      archived: z.boolean().optional(),
    }),
    reply: campaign,
    errors: [],
  },
  takeCampaignBonus: {
    method: 'POST',
    path: '/take_campaign_bonus',
    allow: ['program', 'self'],
    summary: 'Gives the bonus of the campaign by which a person has just come for the first time, once for ever',
    body: z.object({ telegram_id: telegramId, name: startName }),
    reply: z.object({ gives: campaignBonus.nullable().describe('Null: there is none for them') }),
    errors: ['user_not_found'],
  },
  campaigns: {
    method: 'GET',
    path: '/campaigns',
    allow: ['program', may('see_figures')],
    summary: 'The latest campaigns with what they have brought',
    query: z.object({}),
    reply: z.object({ campaigns: z.array(campaign) }),
    errors: [],
  },
})
