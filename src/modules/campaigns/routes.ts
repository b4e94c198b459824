import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import { campaignsEndpoints } from './contract.ts'
import { campaignFigures } from './figures.ts'
import { saveCampaign } from './save-campaign.ts'
import { takeBonus } from './take-bonus.ts'

/** Links for advertising and what they bring. */
export async function campaignRoutes(
  app: FastifyInstance,
  { sql, catalogs }: { sql: Sql; catalogs: Pick<LiveCatalog, 'present'> },
): Promise<void> {
  serve(app, campaignsEndpoints.saveCampaign, async (campaign) => {
    await saveCampaign(sql, campaign)
    const [saved] = await campaignFigures(sql, catalogs.present(), campaign.name)
    return saved!
  })

  serve(app, campaignsEndpoints.takeCampaignBonus, async (start) => {
    const taken = await takeBonus(sql, start)
    if ('refused' in taken) throw new Refusal(taken.refused)
    return taken
  })

  serve(app, campaignsEndpoints.campaigns, async () => ({ campaigns: await campaignFigures(sql, catalogs.present()) }))
}
