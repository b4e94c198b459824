import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor, Door, MayAct } from './actor.ts'
import { converterOf } from './camel-case.ts'
import type { Endpoint, HandlerInput, HandlerReply } from './endpoint.ts'
import { errorBody, errorCodes } from './error-codes.ts'
import { Refusal } from './refusal.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Set before the routes are registered: who may do what is no matter of HTTP. */
    mayAct: MayAct
    door: Door
  }
}

/**
 * Serves one endpoint of a contract: input checked before the handler, reply before it leaves, both in the OpenAPI page.
 * Here, and in the client, the names of the wire become those of our code and back.
 */
export function serve<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handle: (
    input: HandlerInput<E>,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<HandlerReply<E> | FastifyReply>,
): void {
  const input = endpoint.body ?? endpoint.query
  const { toCamel } = input ? converterOf(input) : { toCamel: () => undefined }
  const { toSnake } = converterOf(endpoint.reply)
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      operationId: endpoint.name,
      summary: endpoint.summary,
      ...(app.door.headers ? { headers: app.door.headers } : {}),
      ...(endpoint.body ? { body: endpoint.body } : {}),
      ...(endpoint.query ? { querystring: endpoint.query } : {}),
      response: { 200: endpoint.reply, ...errorReplies(endpoint) },
    },
    handler: async (request, reply) => {
      const given = toCamel(endpoint.body ? request.body : request.query) as HandlerInput<E>
      const about = (given as { telegramId?: number } | undefined)?.telegramId
      const actor = app.door.actorOf(request)
      if (!(await app.mayAct(actor, endpoint.allow, about))) throw new Refusal('forbidden')
      const result = await handle(withActor(given, actor), request, reply)
      return result === reply ? reply : toSnake(result)
    },
  })
}

/** Where an endpoint has a field `by`, it holds the person of `X-Actor` and no other. */
function withActor<Input>(given: Input, actor: Actor): Input {
  if (actor.kind !== 'person' || typeof given !== 'object' || given === null || !('by' in given)) return given
  if (given.by !== null && given.by !== actor.telegramId)
    throw new Refusal('bad_request', { reason: '`by` must be absent or the person named in X-Actor' })
  return { ...given, by: actor.telegramId }
}

function errorReplies({ errors }: Endpoint) {
  return Object.fromEntries(
    (['bad_request', 'unauthorized', 'forbidden', ...errors, 'unavailable'] as const).map((code) => [
      errorCodes[code].status,
      errorBody,
    ]),
  )
}
