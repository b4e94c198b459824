import type { FastifyInstance } from 'fastify'
import { adjustCredits } from './adjust-credits.ts'
import { startTrial } from './trials.ts'
import type { Context } from '#programs/backend/context.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { meansReply, modelOffers, offersReply } from '#modules/replies.ts'
import { serve } from '#platform/http/serve.ts'

/** What a person may use: trial, credits, offers. */
export async function accessRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const { sql, config, catalog } = context

  serve(app, 'startTrial', async ({ telegram_id }) => {
    const outcome = await startTrial(sql, { telegramId: telegram_id, messages: config.trialMessages })
    if ('refused' in outcome) throw new Refusal(outcome.refused)
    return meansReply(context, telegram_id)
  })

  serve(app, 'getCredits', async ({ telegram_id }) => meansReply(context, telegram_id))

  serve(app, 'updateCredits', async (input) => {
    const outcome = await adjustCredits(sql, {
      telegramId: input.telegram_id,
      delta: input.delta,
      reason: input.reason,
      idempotencyKey: input.idempotency_key,
      by: input.by,
    })
    if ('refused' in outcome)
      throw new Refusal(outcome.refused, 'balance' in outcome ? { credits: outcome.balance } : undefined)
    return { credits: outcome.balance, repeated: outcome.repeated }
  })

  serve(app, 'offers', async ({ telegram_id }) => ({
    ...(await offersReply(context, telegram_id)),
    models: modelOffers(catalog),
  }))
}
