import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor, ActorSource, MayAct } from './actor.ts'
import { converterOf } from './camel-case.ts'
import { type DirectCalls, hungUp } from './direct.ts'
import type { Endpoint, HandlerInput, HandlerReply } from './endpoint.ts'
import { errorBody, errorCodes } from './error-codes.ts'
import { Refusal } from './refusal.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Set before the routes are registered: who may do what is no matter of HTTP. */
    mayAct: MayAct
    actorSource: ActorSource
    /** Where a bot in the same process may call without HTTP. */
    direct?: DirectCalls
  }
}

/**
 * Serves one endpoint of a contract: input checked before the handler, reply before it leaves, both in the OpenAPI page.
 * Here, and in the client, the names of the wire become those of our code and back.
 */
export function serve<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handle: (input: HandlerInput<E>) => Promise<HandlerReply<E>>,
): void {
  serveRequest(app, endpoint, handle)
  const { toSnake } = converterOf(endpoint.reply)
  app.direct?.offer(routeOf(app, endpoint), async (given, actor) => {
    const input = await admit(app, endpoint, { given: parsed(endpoint, given), actor })
    return endpoint.reply.parse(toSnake(await handle(input)))
  })
}

/** The same where the handler needs the request itself, such as its cookie. */
export function serveRequest<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handle: (
    input: HandlerInput<E>,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<HandlerReply<E> | FastifyReply>,
): void {
  const { toSnake } = converterOf(endpoint.reply)
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      operationId: endpoint.name,
      summary: endpoint.summary,
      ...(app.actorSource.headers ? { headers: app.actorSource.headers } : {}),
      ...(endpoint.body ? { body: endpoint.body } : {}),
      ...(endpoint.query ? { querystring: endpoint.query } : {}),
      response: { 200: endpoint.reply, ...errorReplies(endpoint) },
    },
    handler: async (request, reply) => {
      const given = endpoint.body ? request.body : request.query
      const input = await admit(app, endpoint, { given, actor: app.actorSource.actorOf(request) })
      const result = await handle(input, request, reply)
      return result === reply ? reply : toSnake(result)
    },
  })
}

/** How an endpoint tells what happens while it happens. */
interface Telling<E extends Endpoint, Event> {
  /** @param gone aborted when the caller has disconnected */
  open: (input: HandlerInput<E>, gone: AbortSignal) => AsyncGenerator<Event>
  write: (event: Event) => string
  /** For those who do not ask for events. */
  whole: (events: AsyncGenerator<Event>) => Promise<HandlerReply<E>>
}

/** Serves an endpoint that answers with events where the caller asks for them. */
export function serveEvents<E extends Endpoint, Event>(
  app: FastifyInstance,
  endpoint: E,
  { open, write, whole }: Telling<E, Event>,
): void {
  serveRequest(app, endpoint, async (input, request, reply) => {
    const gone = new AbortController()
    reply.raw.once('close', () => gone.abort(hungUp))
    const events = open(input, gone.signal)
    if (!request.headers.accept?.includes('text/event-stream')) return whole(events)
    // What is wrong before anything was accepted is still an HTTP error with its own status.
    const first = await events.next()
    reply.headers({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    return reply.serializer((payload) => payload as string).send(Readable.from(written(first, events, write)))
  })
  const opened = async (given: unknown, actor: Actor, gone: AbortSignal) =>
    open(await admit(app, endpoint, { given: parsed(endpoint, given), actor }), gone)
  const { toSnake } = converterOf(endpoint.reply)
  app.direct?.offerEvents(routeOf(app, endpoint), opened)
  app.direct?.offer(routeOf(app, endpoint), async (given, actor, gone) =>
    endpoint.reply.parse(toSnake(await whole(await opened(given, actor, gone)))),
  )
}

async function* written<Event>(
  first: IteratorResult<Event>,
  rest: AsyncGenerator<Event>,
  write: (event: Event) => string,
) {
  if (!first.done) yield write(first.value)
  for await (const event of rest) yield write(event)
}

function routeOf(app: FastifyInstance, { method, path }: Endpoint) {
  return { method, path: app.prefix + path }
}

/** What a request brings is checked by the server, before its handler. */
function parsed(endpoint: Endpoint, given: unknown): unknown {
  const schema: z.ZodType | undefined = endpoint.body ?? endpoint.query
  if (!schema) return undefined
  const { success, data, error } = schema.safeParse(given)
  if (success) return data
  const fields = error.issues.map(({ path, message }) => [path.join('.') || 'body', message])
  throw new Refusal('bad_request', { fields: Object.fromEntries(fields) as Record<string, string> })
}

/** @throws Refusal when this actor may not call it */
async function admit<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  { given, actor }: { given: unknown; actor: Actor },
): Promise<HandlerInput<E>> {
  const schema = endpoint.body ?? endpoint.query
  const input = (schema ? converterOf(schema).toCamel(given) : undefined) as HandlerInput<E>
  const about = (input as { telegramId?: number } | undefined)?.telegramId
  if (!(await app.mayAct(actor, endpoint.allow, about))) throw new Refusal('forbidden')
  return withActor(input, actor)
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
