import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { meansReply } from '#modules/charging/replies.ts'
import { claimGift } from './claim-gift.ts'
import { giftsEndpoints } from './contract.ts'
import { openGifts } from './gift.ts'

/** What people have bought for others. */
export async function giftRoutes(
  app: FastifyInstance,
  {
    sql,
    catalogs,
    settings,
  }: { sql: Sql; catalogs: Pick<LiveCatalog, 'present'>; settings: Pick<LiveSettings, 'present'> },
): Promise<void> {
  serve(app, giftsEndpoints.claimGift, async (claim) => {
    const claimed = await claimGift(sql, claim)
    if ('refused' in claimed) throw new Refusal(claimed.refused)
    const { product, paidUntil } = claimed
    const { freeLimits } = settings.present()
    return {
      title: product.title,
      credits: product.kind === 'pack' ? product.credits : 0,
      paidUntil: paidUntil?.toISOString() ?? null,
      left: await meansReply({ sql, catalog: catalogs.present(), freeLimits }, claim.telegramId),
    }
  })
  serve(app, giftsEndpoints.gifts, async ({ telegramId }) => ({
    gifts: (await openGifts(sql, telegramId)).map(({ token, product, expiresAt }) => ({
      token,
      title: product.title,
      until: expiresAt.toISOString(),
    })),
  }))
}
