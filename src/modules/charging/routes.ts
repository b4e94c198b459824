import type { FastifyInstance } from 'fastify'
import { chargingEndpoints, grantedByOwner } from '#modules/charging/contract.ts'
import { adjustCredits } from '#modules/entitlements/adjust-credits.ts'
import { startTrial } from '#modules/entitlements/start-trial.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { type ChargingContext, meansReply, modelOffers, offersReply } from './replies.ts'
import { serve } from '#platform/http/serve.ts'

/** What a person may use: trial, credits, offers. */
export async function chargingRoutes(app: FastifyInstance, context: ChargingContext): Promise<void> {
  const { sql, config, catalog } = context

  serve(app, chargingEndpoints.startTrial, async ({ telegramId }) => {
    const outcome = await startTrial(sql, { telegramId, messages: config.trialMessages })
    if ('refused' in outcome) throw new Refusal(outcome.refused)
    return meansReply(context, telegramId)
  })

  serve(app, chargingEndpoints.getCredits, async ({ telegramId }) => meansReply(context, telegramId))

  serve(app, chargingEndpoints.updateCredits, async (input) => {
    const outcome = await adjustCredits(sql, {
      telegramId: input.telegramId,
      delta: input.delta,
      reason: input.reason,
      idempotencyKey: input.idempotencyKey,
      by: input.by,
      notice: input.tell ? { reason: input.reason === grantedByOwner ? null : input.reason } : undefined,
    })
    if ('refused' in outcome)
      throw new Refusal(outcome.refused, 'balance' in outcome ? { credits: outcome.balance } : undefined)
    return { credits: outcome.balance, repeated: outcome.repeated }
  })

  serve(app, chargingEndpoints.offers, async ({ telegramId }) => ({
    ...(await offersReply(context, telegramId)),
    models: modelOffers(catalog),
  }))
}
