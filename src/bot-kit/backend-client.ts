import type { IncomingMessage } from 'node:http'
import { camelKeys, converterOf } from '#platform/http/camel-case.ts'
import { type Actor, actorHeader, program } from '#platform/http/actor.ts'
import type { CallerInput, CallerReply, Endpoint } from '#platform/http/endpoint.ts'
import type { LookUp } from '#platform/http/addresses.ts'
import { endpoints, roleEndpoints, type Endpoints, type RoleEndpoints } from '#modules/modules.ts'
import { type ErrorCode, errorBody } from '#platform/http/error-codes.ts'
import { decodeEvents, type StreamEvent } from '#modules/questions/stream.ts'
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
}): BackendClient {
  return clientOf({
    transport: new Transport(options.baseUrl, options.lookUp),
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
    const ask = async (signal: AbortSignal) =>
      readJson(await send(server, endpoint, input, { ...call, signal, accept: 'application/json' }))
    const reply = await limited(server.timeoutMs, ask, call.signal)
    return converterOf(endpoint.reply).toCamel(endpoint.reply.parse(reply))
  }
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

interface Server {
  transport: Transport
  token: string
  actor: Actor
  timeoutMs: number
  silenceMs: number
}

async function send(
  { transport, token, actor }: Server,
  { method, path, body, query, allow }: Endpoint,
  given: Record<string, unknown>,
  call: CallOptions & { signal: AbortSignal; accept: string },
): Promise<IncomingMessage> {
  const schema = body ?? query
  const input = (schema ? converterOf(schema).toSnake(given) : given) as Record<string, unknown>
  const headers = {
    authorization: `Bearer ${token}`,
    accept: call.accept,
    ...(allow.some((caller) => caller !== 'program') ? actorHeader(actor) : {}),
    ...(call.updateId === undefined ? {} : { 'x-update-id': String(call.updateId) }),
  }
  const outgoing =
    method === 'GET'
      ? { path: `${path}${queryOf(input)}`, headers }
      : { path, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(input) }
  const response = await transport.request({ method, signal: call.signal, ...outgoing }).catch((error: unknown) => {
    throw new BackendUnavailable('The backend cannot be reached', { cause: error })
  })
  const status = response.statusCode ?? 0
  if (status >= 200 && status < 300) return response
  const refusal = errorBody.safeParse(await readJson(response))
  if (!refusal.success) throw new BackendUnavailable(`The backend answered ${status} without a reason`)
  const { code, message } = refusal.data.error
  // Two programs of ours disagree about a setting: no update is to blame.
  if (code === 'unauthorized') throw new BackendUnavailable('The backend does not accept our BACKEND_TOKEN')
  const temporary = status === 503 || status === 429
  if (temporary) throw new BackendUnavailable(message)
  throw new BackendRefusal(status, refusal.data.error)
}

function queryOf(input: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input)) query.set(name, String(value))
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
