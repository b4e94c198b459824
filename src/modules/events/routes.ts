import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { eventsEndpoints } from '#modules/events/contract.ts'
import { described, record } from './events.ts'
import { serve } from '#platform/http/serve.ts'

/** What the bot's error handler has to say. */
export async function reportRoutes(app: FastifyInstance, { sql }: { sql: Sql }): Promise<void> {
  serve(app, eventsEndpoints.reportError, async ({ telegramId, message, stack, updateId, attempt }) => {
    await record(sql, {
      level: 'error',
      kind: 'bot_exception',
      userId: telegramId,
      data: { updateId, attempt, ...described(message, stack) },
    })
    return {}
  })
}
