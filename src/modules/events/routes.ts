import type { FastifyInstance } from 'fastify'
import { settleGivenUp } from '#modules/questions/answer/abandon.ts'
import { record } from './events.ts'
import { withoutSecrets } from '#platform/runtime/log.ts'
import type { Context } from '#programs/backend/context.ts'
import { serve } from '#platform/http/serve.ts'

/** What the bot's error handler has to say. */
export async function reportRoutes(app: FastifyInstance, { sql }: Context): Promise<void> {
  serve(app, 'giveUpUpdate', ({ telegram_id, update_id, message, stack }) =>
    sql.transaction(async (sql) => {
      const charge =
        telegram_id === undefined ? 'none' : await settleGivenUp(sql, { telegramId: telegram_id, updateId: update_id })
      await record(sql, {
        level: 'error',
        kind: 'update_buried',
        userId: telegram_id,
        data: { updateId: update_id, charge, ...described(message, stack) },
      })
      return { charge }
    }),
  )

  serve(app, 'reportError', async ({ telegram_id, message, stack, update_id, attempt }) => {
    await record(sql, {
      level: 'error',
      kind: 'bot_exception',
      userId: telegram_id,
      data: { updateId: update_id, attempt, ...described(message, stack) },
    })
    return {}
  })
}

function described(message: string, stack: string | undefined) {
  return { message: withoutSecrets(message), stack: stack && withoutSecrets(stack) }
}
