import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { meansReply } from '#modules/charging/replies.ts'
import { promoCodesEndpoints } from './contract.ts'
import { codesOf, endPromo, listPromos, makePromo, promoReply } from './promos.ts'
import { redeemPromoCode } from './redeem.ts'

/** Codes that give something: people use them, the owner makes them. */
export async function promoCodeRoutes(
  app: FastifyInstance,
  {
    sql,
    catalogs,
    settings,
  }: { sql: Sql; catalogs: Pick<LiveCatalog, 'present'>; settings: Pick<LiveSettings, 'present'> },
): Promise<void> {
  serve(app, promoCodesEndpoints.redeemPromoCode, async (request) => {
    const redeemed = await redeemPromoCode(sql, request)
    if ('refused' in redeemed) throw new Refusal(redeemed.refused)
    const { freeLimits } = settings.present()
    return {
      gives: redeemed.gives,
      until: redeemed.until?.toISOString() ?? null,
      left: await meansReply({ sql, catalog: catalogs.present(), freeLimits }, request.telegramId),
    }
  })
  serve(app, promoCodesEndpoints.makePromo, async (wanted) => {
    const promo = await makePromo(sql, catalogs.present(), wanted)
    if ('refused' in promo) throw new Refusal(promo.refused)
    return promoReply(promo)
  })
  serve(app, promoCodesEndpoints.promos, async () => ({ promos: (await listPromos(sql)).map(promoReply) }))
  serve(app, promoCodesEndpoints.promoCodes, async ({ name }) => {
    const codes = await codesOf(sql, name)
    if (!codes) throw new Refusal('promo_not_found')
    return { codes }
  })
  serve(app, promoCodesEndpoints.endPromo, async ({ name, by }) => {
    const promo = await endPromo(sql, { name, by })
    if (!promo) throw new Refusal('promo_not_found')
    return promoReply(promo)
  })
}
