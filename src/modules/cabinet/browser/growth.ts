import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { inQuery, moment } from '#platform/http/values.ts'
import { campaign, campaignBonus, dearest, mostBonuses } from '#modules/campaigns/contract.ts'
import { link } from '#modules/free-trial/contract.ts'
import { startName } from '#modules/starts/contract.ts'
import { may } from '#modules/users/contract.ts'
import { winBackEndpoints } from '#modules/win-back/contract.ts'
import { base, change } from './shapes.ts'

/** Who comes, who stays, who pays, and what advertising brings. */
export const growthEndpoints = defineEndpoints({
  growth: {
    method: 'GET',
    path: `${base}/growth`,
    allow: [may('see_figures')],
    summary: 'Newcomers week by week: how far they went, and how many asked in the weeks after',
    query: z.object({
      weeks: inQuery(z.int().min(1).max(26)).default(12),
      campaign: startName.optional().describe('Those whose first link was this; absent: everybody'),
    }),
    reply: z.object({
      cohorts: z.array(
        z.object({
          week: z.string().describe('Its Monday, in UTC'),
          came: z.int(),
          trial: z.int(),
          answered: z.int(),
          paid: z.int(),
          paid_again: z.int(),
          asked: z.array(z.int()).describe('Who asked in the week of coming, in the next one, and so on'),
        }),
      ),
    }),
    errors: [],
  },
  campaigns: {
    method: 'GET',
    path: `${base}/campaigns`,
    allow: [may('see_figures')],
    summary: 'Links for advertising with what they have brought, as the worker has counted it',
    query: z.object({}),
    reply: z.object({
      bot: z.string().nullable().describe('The @name of the bot, for the links; null until it has said it'),
      campaigns: z.array(z.object({ ...campaign.shape, created_at: moment })),
    }),
    errors: [],
  },
  makeCampaign: {
    method: 'POST',
    path: `${base}/make_campaign`,
    allow: [may('run_campaigns')],
    summary: 'Makes a link for advertising',
    body: z.object({
      name: startName,
      cost_micro_dollars: z.int().min(0).max(dearest),
      bonus: campaignBonus.nullable().default(null),
      most_bonuses: mostBonuses.default(0).describe('How many people get it'),
      ...change,
    }),
    reply: z.object({}),
    errors: ['campaign_exists', 'idempotency_key_reused'],
  },
  editCampaign: {
    method: 'POST',
    path: `${base}/edit_campaign`,
    allow: [may('run_campaigns')],
    summary: 'Says what a campaign has cost or gives, or puts it into the archive or back; its link goes on counting',
    body: z.object({
      name: startName,
      cost_micro_dollars: z.int().min(0).max(dearest).optional(),
      bonus: campaignBonus.nullable().optional().describe('Null: none any more'),
      most_bonuses: mostBonuses.optional(),
      archived: z.boolean().optional(),
      ...change,
    }),
    reply: z.object({}),
    errors: ['campaign_not_found', 'idempotency_key_reused'],
  },
  reminders: {
    method: 'GET',
    path: `${base}/reminders`,
    allow: [may('see_figures')],
    summary: 'What reminders have brought, beside those who were not reminded',
    query: z.object({}),
    reply: winBackEndpoints.winBackFigures.reply,
    errors: [],
  },
  bursts: {
    method: 'GET',
    path: `${base}/bursts`,
    allow: [may('see_figures')],
    summary: 'Accounts that came by one link as those of a farm do, and the links whose free messages are paused',
    query: z.object({}),
    reply: z.object({
      bursts: z.array(
        z.object({
          id: z.int(),
          link,
          began_at: moment,
          last_at: moment,
          starts: z.int().describe('In the worst hour, as the others'),
          asked: z.int(),
          alike: z.int().describe('Of those who asked: whose first words are the same'),
          trials: z.int(),
          in_steps: z.int().describe('Of those who began the trial: of whom Telegram shows little'),
        }),
      ),
      paused: z.array(z.object({ link, paused_at: moment })),
    }),
    errors: [],
  },
  pauseFreeMessages: {
    method: 'POST',
    path: `${base}/pause_free_messages`,
    allow: [may('run_campaigns')],
    summary: 'Takes the free messages from the people who came by a link, or allows them again; what they bought works',
    body: z.object({ link, paused: z.boolean(), ...change }),
    reply: z.object({}),
    errors: ['idempotency_key_reused'],
  },
  deleteCampaign: {
    method: 'POST',
    path: `${base}/delete_campaign`,
    allow: [may('run_campaigns')],
    summary: 'Deletes a campaign by whose link nobody has come',
    body: z.object({ name: startName, ...change }),
    reply: z.object({}),
    errors: ['campaign_not_found', 'campaign_used', 'idempotency_key_reused'],
  },
})
