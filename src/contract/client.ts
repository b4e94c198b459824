import type { z } from 'zod'
import { endpoints, type EndpointName, type Endpoints } from './endpoints.ts'
import { type ErrorCode, errorBody } from './errors.ts'
import { decodeEvents, type StreamEvent } from './stream.ts'

type Input<Name extends EndpointName> = Endpoints[Name] extends { body: infer Body extends z.ZodType }
  ? z.input<Body>
  : Endpoints[Name] extends { query: infer Query extends z.ZodType }
    ? z.input<Query>
    : Record<string, never>
type Reply<Name extends EndpointName> = z.output<Endpoints[Name]['reply']>

export type BackendClient = {
  [Name in EndpointName]: (input: Input<Name>, options?: CallOptions) => Promise<Reply<Name>>
} & {
  /** `/process_message` as a stream of events; ends after `done`, `refused` or `failed`. */
  streamAnswer(input: Input<'processMessage'>, options?: CallOptions): AsyncGenerator<StreamEvent>
}
export type CompletedPayment = Reply<'completePayment'>

export interface CallOptions {
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
    this.details = error.details ?? {}
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
}): BackendClient {
  const timeoutMs = options.timeoutMs ?? 10_000
  const silenceMs = options.silenceMs ?? 30_000
  const calls = Object.fromEntries(
    Object.entries(endpoints).map(([name, endpoint]) => [
      name,
      async (input: Record<string, unknown>, call: CallOptions = {}) => {
        const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(call.signal ? [call.signal] : [])])
        const response = await send(options, endpoint.method, endpoint.path, input, {
          ...call,
          signal,
          accept: 'application/json',
        })
        return endpoint.reply.parse(await readJson(response))
      },
    ]),
  ) as unknown as Omit<BackendClient, 'streamAnswer'>
  return {
    ...calls,
    async *streamAnswer(input, call = {}) {
      const silence = watchdog(silenceMs)
      const signal = AbortSignal.any([silence.signal, ...(call.signal ? [call.signal] : [])])
      try {
        const response = await send(options, 'POST', endpoints.processMessage.path, input, {
          ...call,
          signal,
          accept: 'text/event-stream',
        })
        if (!response.body) throw new BackendUnavailable('The backend answered without a body')
        yield* decodeEvents(silence.watch(response.body))
      } catch (error) {
        if (error instanceof BackendRefusal || call.signal?.aborted) throw error
        throw new BackendUnavailable('The answer of the backend was cut', { cause: error })
      } finally {
        silence.stop()
      }
    },
  }
}

async function send(
  options: { baseUrl: string; token: string },
  method: string,
  path: string,
  input: Record<string, unknown>,
  call: CallOptions & { signal: AbortSignal; accept: string },
): Promise<Response> {
  const url = new URL(options.baseUrl + path)
  if (method === 'GET') for (const [name, value] of Object.entries(input)) url.searchParams.set(name, String(value))
  let response: Response
  try {
    response = await fetch(url, {
      method,
      signal: call.signal,
      headers: {
        authorization: `Bearer ${options.token}`,
        accept: call.accept,
        ...(call.updateId === undefined ? {} : { 'x-update-id': String(call.updateId) }),
        ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(input) }),
    })
  } catch (error) {
    throw new BackendUnavailable('The backend cannot be reached', { cause: error })
  }
  if (response.ok) return response
  const refusal = errorBody.safeParse(await readJson(response))
  if (!refusal.success) throw new BackendUnavailable(`The backend answered ${response.status} without a reason`)
  const { code, message } = refusal.data.error
  // Two programs of ours disagree about a setting: no update is to blame.
  if (code === 'unauthorized') throw new BackendUnavailable('The backend does not accept our BACKEND_TOKEN')
  const temporary = response.status === 503 || response.status === 429
  if (temporary) throw new BackendUnavailable(message)
  throw new BackendRefusal(response.status, refusal.data.error)
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (error) {
    throw new BackendUnavailable(`The backend answered ${response.status} with something that is not JSON`, {
      cause: error,
    })
  }
}

/** Aborts when nothing has come for a while; what comes sets it back. */
function watchdog(silenceMs: number) {
  const controller = new AbortController()
  let timer = setTimeout(bark, silenceMs)
  function bark() {
    controller.abort(new Error(`Nothing came for ${silenceMs} ms`))
  }
  return {
    signal: controller.signal,
    async *watch(body: AsyncIterable<Uint8Array>) {
      for await (const bytes of body) {
        clearTimeout(timer)
        timer = setTimeout(bark, silenceMs)
        yield bytes
      }
    },
    stop: () => clearTimeout(timer),
  }
}
