import type { IncomingMessage } from 'node:http'
import { camelKeys, converterOf } from '#platform/http/camel-case.ts'
import { type Actor, actorHeader, program } from '#platform/http/actor.ts'
import type { CallerInput, CallerReply, Endpoint } from '#platform/http/endpoint.ts'
import type { LookUp } from '#platform/http/addresses.ts'
import { endpoints, roleEndpoints, type Endpoints, type RoleEndpoints } from '#modules/modules.ts'
import { type ErrorCode, errorBody, type ErrorReply } from '#platform/http/error-codes.ts'
import type { DirectCall, DirectCalls } from '#platform/http/direct.ts'
import { asTold, type Conversing, decodeEvents, type StreamEvent } from '#modules/questions/stream.ts'
import { Transport } from '#platform/http/transport.ts'
import { bodyOf } from '#platform/runtime/body-of.ts'
import { limited } from '#platform/runtime/pass.ts'
import { piecesOf } from '#platform/runtime/pieces-of.ts'
import { Watchdog } from '#platform/runtime/watchdog.ts'

type Calls<List extends Record<string, Endpoint>> = {
  [Name in keyof List]: (input: CallerInput<List[Name]>, options?: CallOptions) => Promise<CallerReply<List[Name]>>
}

export type BackendClient = Calls<Endpoints> & {
  /** The pages and changes of the cabinet, for a person with a role. */
  cabinet: Calls<RoleEndpoints>
  /**
   * The same on behalf of an actor. What a person may never call, such as the report of a payment, the program goes on
   * saying by itself.
   */
  as(actor: Actor): BackendClient
  /** `/process_message` as a stream of events; ends after `done`, `refused` or `failed`. */
  streamAnswer(input: CallerInput<Endpoints['processMessage']>, options?: CallOptions): AsyncGenerator<StreamEvent>
}
export type CompletedPayment = CallerReply<Endpoints['completePayment']>
export type WaitingQuestion = NonNullable<CallerReply<Endpoints['waitingQuestion']>['waiting']>

interface CallOptions {
  signal?: AbortSignal
  /** Goes through all logs with the request. */
  updateId?: number
}

/** The backend understood and said no: a code of the contract. */
export class BackendRefusal extends Error {
  override name = 'BackendRefusal'
  readonly code: ErrorCode
  readonly status: number
  readonly details: Record<string, unknown>
  constructor(
    status: number,
    error: { code: ErrorCode; message: string; details?: Record<string, unknown> | undefined },
  ) {
    super(error.message)
    this.status = status
    this.code = error.code
    this.details = camelKeys(error.details ?? {}) as Record<string, unknown>
  }
}

/** The backend could not be reached or did not make sense: the same call may succeed later. */
export class BackendUnavailable extends Error {
  override name = 'BackendUnavailable'
}

/**
 * A typed client of every endpoint. Calls throw BackendRefusal or BackendUnavailable.
 * @param options.timeoutMs for ordinary calls; a streamed answer may instead be silent for `silenceMs`
 */
export function createClient(options: {
  baseUrl: string
  token: string
  timeoutMs?: number
  silenceMs?: number
  /** Finds the addresses behind the name; absent: the system's names. */
  lookUp?: LookUp
  /** Of a backend in the same process; what it does not offer goes over HTTP. */
  direct?: DirectCalls | undefined
}): BackendClient {
  return clientOf({
    transport: new Transport(options.baseUrl, options.lookUp),
    direct: options.direct,
    token: options.token,
    actor: program,
    timeoutMs: options.timeoutMs ?? 10_000,
    silenceMs: options.silenceMs ?? usualSilenceMs,
  })
}

/** Three events of a backend that waits for a model; shorter than a lease, or a frozen backend would keep its answers. */
const usualSilenceMs = 9_000

/** A getter for each endpoint, made once: a client is made for each update, and few of its calls are used. */
function callsOf(list: Record<string, Endpoint>): object {
  const calls = {}
  for (const [name, endpoint] of Object.entries(list))
    Object.defineProperty(calls, name, {
      get(this: { server: Server }) {
        return callOf(this.server, endpoint)
      },
    })
  return calls
}

function callOf(server: Server, endpoint: Endpoint) {
  return async (input: Record<string, unknown>, call: CallOptions = {}) => {
    const ask = (signal: AbortSignal) => replyTo(server, endpoint, input, { ...call, signal })
    return converterOf(endpoint.reply).toCamel(await limited(server.timeoutMs, ask, call.signal))
  }
}

/** As it comes over the wire, in the shape of the contract. */
async function replyTo(
  server: Server,
  endpoint: Endpoint,
  input: Record<string, unknown>,
  call: CallOptions & { signal: AbortSignal },
): Promise<unknown> {
  if (!server.direct?.has(endpoint))
    return endpoint.reply.parse(await readJson(await send(server, endpoint, input, { ...call, accept: json })))
  const reply = await server.direct.call(endpoint, directly(server, endpoint, input, call)).catch(unavailable)
  if ('error' in reply) throw refusalOf(reply.error)
  return reply.body
}

const calls = callsOf(endpoints)
const roleCalls = callsOf(roleEndpoints)

function clientOf(server: Server): BackendClient {
  return Object.assign(Object.create(calls) as Calls<Endpoints>, {
    server,
    cabinet: Object.assign(Object.create(roleCalls) as Calls<RoleEndpoints>, { server }),
    as: (actor: Actor) => clientOf({ ...server, actor }),
    streamAnswer: (input: CallerInput<Endpoints['processMessage']>, call?: CallOptions) =>
      streamAnswer(server, input, call),
  })
}

async function* streamAnswer(
  server: Server,
  input: CallerInput<Endpoints['processMessage']>,
  call: CallOptions = {},
): AsyncGenerator<StreamEvent> {
  const { silenceMs } = server
  const silence = new Watchdog((what) => new Error(`The backend ${what}`))
  silence.expect(silenceMs)
  const signal = AbortSignal.any([silence.signal, ...(call.signal ? [call.signal] : [])])
  let response: IncomingMessage | undefined
  try {
    if (server.direct)
      return yield* directEvents(server, input, { ...call, signal, heard: () => silence.expect(silenceMs) })
    response = await send(server, endpoints.processMessage, input, { ...call, signal, accept: 'text/event-stream' })
    yield* decodeEvents(watched(response, silence, silenceMs))
  } catch (error) {
    if (error instanceof BackendRefusal || call.signal?.aborted) throw error
    if (response && silence.signal.aborted) server.transport.fellSilent(response)
    throw new BackendUnavailable('The answer of the backend was cut', { cause: error })
  } finally {
    silence.end()
  }
}

async function* directEvents(
  server: Server,
  input: CallerInput<Endpoints['processMessage']>,
  { heard, ...call }: CallOptions & { signal: AbortSignal; heard: () => void },
): AsyncGenerator<StreamEvent> {
  const opened = await server.direct!.open(
    endpoints.processMessage,
    directly(server, endpoints.processMessage, input, call),
  )
  if ('error' in opened) throw refusalOf(opened.error)
  for await (const event of opened.events as AsyncGenerator<Conversing>) {
    heard()
    if (event.type !== 'silence') yield asTold(event)
  }
}

function directly(
  { actor }: Server,
  endpoint: Endpoint,
  input: Record<string, unknown>,
  { updateId, signal }: CallOptions & { signal: AbortSignal },
): DirectCall {
  // Without one that carries it a call is made by the program.
  return { input: onTheWire(endpoint, input), actor: namesActor(endpoint) ? actor : program, updateId, signal }
}

interface Server {
  transport: Transport
  direct: DirectCalls | undefined
  token: string
  actor: Actor
  timeoutMs: number
  silenceMs: number
}

const json = 'application/json'

async function send(
  { transport, token, actor }: Server,
  endpoint: Endpoint,
  given: Record<string, unknown>,
  call: CallOptions & { signal: AbortSignal; accept: string },
): Promise<IncomingMessage> {
  const { method, path } = endpoint
  const input = onTheWire(endpoint, given)
  const headers = {
    authorization: `Bearer ${token}`,
    accept: call.accept,
    ...(namesActor(endpoint) ? actorHeader(actor) : {}),
    ...(call.updateId === undefined ? {} : { 'x-update-id': String(call.updateId) }),
  }
  const outgoing =
    method === 'GET'
      ? { path: `${path}${queryOf(input)}`, headers }
      : { path, headers: { ...headers, 'content-type': json }, body: JSON.stringify(input) }
  const response = await transport.request({ method, signal: call.signal, ...outgoing }).catch(unavailable)
  const status = response.statusCode ?? 0
  if (status >= 200 && status < 300) return response
  const refusal = errorBody.safeParse(await readJson(response))
  if (!refusal.success) throw new BackendUnavailable(`The backend answered ${status} without a reason`)
  throw refusalOf({ status, body: refusal.data })
}

function unavailable(error: unknown): never {
  throw new BackendUnavailable('The backend cannot be reached', { cause: error })
}

function refusalOf({ status, body: { error } }: ErrorReply): BackendRefusal | BackendUnavailable {
  // Two programs of ours disagree about a setting: no update is to blame.
  if (error.code === 'unauthorized') return new BackendUnavailable('The backend does not accept our BACKEND_TOKEN')
  const temporary = status === 503 || status === 429
  return temporary ? new BackendUnavailable(error.message) : new BackendRefusal(status, error)
}

/** In the names of the contract; a query is text. */
function onTheWire({ method, body, query }: Endpoint, given: Record<string, unknown>): Record<string, unknown> {
  const schema = body ?? query
  const input = (schema ? converterOf(schema).toSnake(given) : given) as Record<string, unknown>
  return method === 'GET'
    ? Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]))
    : input
}

function namesActor({ allow }: Endpoint): boolean {
  return allow.some((caller) => caller !== 'program')
}

function queryOf(input: Record<string, unknown>): string {
  const query = new URLSearchParams(input as Record<string, string>)
  return query.size === 0 ? '' : `?${query.toString()}`
}

async function readJson(response: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse(await bodyOf(response)) as unknown
  } catch (error) {
    throw new BackendUnavailable(`The backend answered ${response.statusCode} with something that is not JSON`, {
      cause: error,
    })
  }
}

/** Every piece of the body sets the silence back. */
async function* watched(body: IncomingMessage, silence: Watchdog, silenceMs: number) {
  for await (const bytes of piecesOf(body)) {
    silence.expect(silenceMs)
    yield bytes
  }
}
