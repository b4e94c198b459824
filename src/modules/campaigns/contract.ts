import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { startName } from '#modules/starts/contract.ts'

export const dearest = 1_000_000_000_000

const campaign = z.object({
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
    allow: ['program', 'owner'],
    summary: 'Makes a campaign known, or says what its ad has cost',
    body: z.object({
      name: startName,
      cost_micro_dollars: z.int().min(0).max(dearest).optional().describe('Absent: it stays as it is'),
    }),
    reply: campaign,
    errors: [],
  },
  campaigns: {
    method: 'GET',
    path: '/campaigns',
    allow: ['program', 'owner'],
    summary: 'The latest campaigns with what they have brought',
    query: z.object({}),
    reply: z.object({ campaigns: z.array(campaign) }),
    errors: [],
  },
})
