import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { failureOf, onceMoreIfClosed } from '#platform/runtime/kept-connection.ts'
import { piecesOf } from '#platform/runtime/pieces-of.ts'
import { pausableAgent } from '#platform/runtime/proxy.ts'
import { Gathering } from './gathering.ts'
import type { Provider } from './provider.ts'

/** After the last word the end of a body is waited for only so long and so far: then its connection is worth nothing. */
const longestEndMs = 1_000
const longestEndBytes = 64 * 1024

/** Asks what stands at this path below the address of a server. */
export function postJson(
  { baseUrl, apiKey }: Pick<Provider, 'baseUrl' | 'apiKey'>,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<Reply> {
  const headers = {
    'content-type': 'application/json',
    accept: 'text/event-stream, application/json',
    ...headersFor(apiKey),
  }
  return post(addressIn(baseUrl, path), { headers, body: JSON.stringify(body) }, signal)
}

/** The same with a form, such as one that carries a file. */
export async function postForm(
  { baseUrl, apiKey }: Pick<Provider, 'baseUrl' | 'apiKey'>,
  path: string,
  form: FormData,
  signal: AbortSignal,
): Promise<Reply> {
  const { body, contentType } = await encodedForm(form)
  const headers = { 'content-type': contentType, accept: 'application/json', ...headersFor(apiKey) }
  return post(addressIn(baseUrl, path), { headers, body }, signal)
}

/** A form as it is sent. */
export async function encodedForm(form: FormData): Promise<{ body: Uint8Array; contentType: string }> {
  const encoded = new Response(form)
  return { body: new Uint8Array(await encoded.arrayBuffer()), contentType: encoded.headers.get('content-type')! }
}

function addressIn(baseUrl: string, path: string): URL {
  const url = new URL(baseUrl)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`
  return url
}

function headersFor(apiKey: string): Record<string, string> {
  return {
    'accept-encoding': 'identity',
    // Walls before servers turn away who has no name.
    'user-agent': 'pomogator',
    ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
  }
}

interface Sent {
  headers: Record<string, string>
  body: string | Uint8Array
}

/**
 * Asks a model's server over a connection that is kept. A kept connection that the server has just closed has carried
 * nothing: the question goes out once more, on another one.
 * @throws the reason of the signal, or what the connection throws
 */
export async function post(url: URL, { headers, body }: Sent, signal: AbortSignal): Promise<Reply> {
  return new Reply(await onceMoreIfClosed(() => sendOnce(url, { headers, body }, signal)), signal)
}

/** The reply of a server, whose body is read once, as far as it is wanted. */
export class Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  private readonly message: IncomingMessage
  private readonly signal: AbortSignal
  private readonly hangUp = (): void => {
    this.message.destroy()
  }

  constructor(message: IncomingMessage, signal: AbortSignal) {
    this.status = message.statusCode!
    this.headers = message.headers
    this.message = message
    this.signal = signal
    signal.addEventListener('abort', this.hangUp, { once: true })
    if (signal.aborted) this.hangUp()
  }

  get isFine(): boolean {
    return this.status >= 200 && this.status < 300
  }

  body(): AsyncGenerator<Uint8Array> {
    return piecesOf(this.message, new Gathering(this.message))
  }

  /** Ends the reading. `isOver`: the server has nothing more to say, so its connection can be kept for the next question. */
  leave(isOver: boolean): void {
    const { message, signal, hangUp } = this
    signal.removeEventListener('abort', hangUp)
    // The answer is complete or given up: an error of the connection changes nothing.
    message.on('error', () => undefined)
    if (message.readableEnded) return
    if (!isOver || signal.aborted) return hangUp()
    const timer = setTimeout(hangUp, longestEndMs)
    let left = longestEndBytes
    message.on('data', (bytes: Uint8Array) => (left -= bytes.length) < 0 && hangUp()).resume()
    message.once('close', () => clearTimeout(timer))
  }
}

/** A connection that was closed before says so at the first word; one that closes later may have taken what was asked. */
const soonMs = 500

function sendOnce(url: URL, { headers, body }: Sent, signal: AbortSignal): Promise<IncomingMessage> {
  signal.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request: ClientRequest = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method: 'POST',
    agent: pausableAgent(url),
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  })
  const begun = performance.now()
  const fail = (error: Error) => reject(performance.now() - begun < soonMs ? failureOf(request, error) : error)
  const abort = () => request.destroy(signal.reason as Error)
  signal.addEventListener('abort', abort, { once: true })
  request.on('response', resolve).on('error', fail)
  request.end(body)
  return promise.finally(() => signal.removeEventListener('abort', abort))
}
