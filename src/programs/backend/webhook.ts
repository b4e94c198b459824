import type { FastifyInstance } from 'fastify'
import { isUpdate } from '#platform/inbox/lane.ts'
import { receive } from '#platform/inbox/receive.ts'
import { together } from '#platform/runtime/together.ts'
import { isSecret } from '#platform/http/bearer.ts'
import type { Context } from './context.ts'
import { Refusal } from '#platform/http/refusal.ts'

/** How soon Telegram brings an update again that could not be stored. */
const comeBackSeconds = 2
/** Each may have a megabyte. */
const mostTogether = 50

/** Telegram's webhook: an update is stored before it is acknowledged, and nothing else happens here. */
export async function webhookRoutes(app: FastifyInstance, { sql, store, config, log }: Context): Promise<void> {
  const keep = together(async (updates: unknown[]) => {
    await receive({ sql, log, accept: (incoming) => store.accept(incoming) }, updates)
    return updates
  }, mostTogether)
  app.post('/telegram/webhook', {
    schema: { hide: true },
    onRequest: async (request) => {
      const given = request.headers['x-telegram-bot-api-secret-token']
      if (!isSecret(typeof given === 'string' ? given : '', config.webhookSecrets)) throw new Refusal('unauthorized')
    },
    handler: async (request, reply) => {
      if (!isUpdate(request.body)) throw new Refusal('bad_request', { reason: 'This is no update of Telegram' })
      try {
        await keep(request.body)
      } catch (error) {
        log.error(
          { err: error, updateId: request.body.update_id },
          'The update could not be stored; Telegram will bring it again',
        )
        // Without it Telegram's pauses grow to two minutes, which people would wait though we are back long since.
        reply.header('retry-after', comeBackSeconds)
        throw new Refusal('unavailable')
      }
      return reply.send({})
    },
  })
}
