import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve, serveRequest } from '#platform/http/serve.ts'
import { change } from '#modules/cabinet/audit/change.ts'
import { growthEndpoints } from '#modules/cabinet/browser/growth.ts'
import type { SessionKeeper } from '#modules/cabinet/session/session-keeper.ts'
import { cohortsOf } from '#modules/campaigns/growth.ts'
import { listCampaigns } from '#modules/campaigns/list-campaigns.ts'
import { deleteCampaign, editCampaign, makeCampaign } from '#modules/campaigns/edit-campaign.ts'
import { winBackFigures } from '#modules/win-back/figures.ts'
import { botName } from '#modules/starts/bot-name.ts'

/** Growth: what it shows and what it changes. */
export async function growthRoutes(
  app: FastifyInstance,
  { sql, keeper }: { sql: Sql; keeper: SessionKeeper },
): Promise<void> {
  serve(app, growthEndpoints.growth, async (asked) => ({ cohorts: await cohortsOf(sql, asked) }))

  serve(app, growthEndpoints.campaigns, async () => {
    const [bot, campaigns] = await Promise.all([botName(sql), listCampaigns(sql)])
    return {
      bot,
      campaigns: campaigns.map(({ createdAt, ...rest }) => ({ ...rest, createdAt: createdAt.toISOString() })),
    }
  })

  serve(app, growthEndpoints.reminders, async () => ({ rules: await winBackFigures(sql) }))

  serveRequest(app, growthEndpoints.makeCampaign, (input, request) =>
    change(sql, keeper.sessionOf(request), 'campaign_made', input, {
      async act(sql) {
        const { name, costMicroDollars, bonus, mostBonuses } = input
        const made = { costMicroDollars, bonus, mostBonuses }
        if (!(await makeCampaign(sql, { name, ...made }))) throw new Refusal('campaign_exists')
        return { subject: name, before: {}, after: made, reply: {} }
      },
    }),
  )

  serveRequest(app, growthEndpoints.editCampaign, (input, request) =>
    change(sql, keeper.sessionOf(request), 'campaign_edited', input, {
      async act(sql) {
        const edited = await editCampaign(sql, input)
        if (!edited) throw new Refusal('campaign_not_found')
        return { subject: input.name, before: { ...edited.before }, after: { ...edited.after }, reply: {} }
      },
    }),
  )

  serveRequest(app, growthEndpoints.deleteCampaign, (input, request) =>
    change(sql, keeper.sessionOf(request), 'campaign_deleted', input, {
      async act(sql) {
        const outcome = await deleteCampaign(sql, input.name)
        if ('refused' in outcome) throw new Refusal(outcome.refused)
        return { subject: input.name, before: outcome, after: {}, reply: {} }
      },
    }),
  )
}
