import type { FastifyInstance } from 'fastify'
import { releaseGivenUp } from '#domain/conversation/abandon.ts'
import { record } from '#domain/events.ts'
import { withoutSecrets } from '#runtime/log.ts'
import type { Context } from '#backend/context.ts'
import { serve } from '#backend/serve.ts'

/** What the bot's error handler has to say. A question whose update was given up is not charged. */
export async function reportRoutes(app: FastifyInstance, { sql }: Context): Promise<void> {
  serve(app, 'reportError', async ({ kind, telegram_id, message, stack, update_id, attempt }) => {
    await record(sql, {
      level: 'error',
      kind,
      userId: telegram_id,
      data: { updateId: update_id, attempt, message: withoutSecrets(message), stack: stack && withoutSecrets(stack) },
    })
    if (kind === 'update_buried' && telegram_id !== undefined && update_id !== undefined)
      await releaseGivenUp(sql, { telegramId: telegram_id, updateId: update_id })
    return {}
  })
}
