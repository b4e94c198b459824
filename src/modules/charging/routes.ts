import type { FastifyInstance } from 'fastify'
import { chargingEndpoints } from '#modules/charging/contract.ts'
import { ownOfferOf } from '#modules/experiments/arms.ts'
import { beginTrial } from '#modules/free-trial/begin.ts'
import { agree } from '#modules/users/agreement.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { meansReply, offersAndModels } from './replies.ts'
import { serve } from '#platform/http/serve.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import type { Sql } from '#platform/database/sql.ts'

interface ChargingContext {
  sql: Sql
  catalogs: Pick<LiveCatalog, 'present'>
  settings: Pick<LiveSettings, 'present' | 'documents'>
}

/** What a person may use: trial, credits, offers. */
export async function chargingRoutes(
  app: FastifyInstance,
  { sql, settings, catalogs }: ChargingContext,
): Promise<void> {
  const meansOf = (telegramId: number) =>
    meansReply({ sql, catalog: catalogs.present(), freeLimits: settings.present().freeLimits }, telegramId)

  serve(app, chargingEndpoints.startTrial, async ({ telegramId, agreement, signals }) => {
    if (agreement !== undefined) {
      const agreed = await agree(sql, settings.documents(), { telegramId, version: agreement, how: 'trial' })
      if ('refused' in agreed) throw new Refusal(agreed.refused)
    }
    const [usual, own] = [settings.present(), await ownOfferOf(sql, telegramId)]
    const size = { ...usual, trialMessages: own.trialMessages ?? usual.trialMessages }
    const outcome = await beginTrial(sql, { telegramId, signals, size })
    if ('refused' in outcome) throw new Refusal(outcome.refused)
    return meansOf(telegramId)
  })

  serve(app, chargingEndpoints.getCredits, async ({ telegramId }) => meansOf(telegramId))

  serve(app, chargingEndpoints.offers, ({ telegramId }) =>
    offersAndModels({ sql, catalog: catalogs.present(), config: settings.present() }, telegramId),
  )
}
