import { Agent as HttpAgent, type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps, type RequestOptions } from 'node:https'
import type { Socket } from 'node:net'
import { Addresses, type LookUp } from './addresses.ts'
import { failureOf, onceMoreIfClosed } from '#platform/runtime/kept-connection.ts'
import { neverLeft } from '#platform/runtime/never-left.ts'

export interface Outgoing {
  method: string
  /** Beginning with a slash, with its query. */
  path: string
  headers: Record<string, string>
  body?: string
  signal: AbortSignal
}

/**
 * Requests to one server behind a name, spread over all of its addresses. With agents of its own: what goes to our own
 * backend never goes through a proxy.
 */
export class Transport {
  private readonly base: URL
  private readonly addresses: Addresses
  private readonly agent: HttpAgent
  private readonly send: typeof requestHttp
  private readonly repliedFrom = new WeakMap<IncomingMessage, string>()
  private hurriesUntil = -Infinity
  /** How long a reply has taken of late to begin. */
  private usualMs: number | undefined

  constructor(baseUrl: string, lookUp?: LookUp) {
    this.base = new URL(baseUrl)
    this.addresses = new Addresses(this.base.hostname, lookUp)
    const encrypted = this.base.protocol === 'https:'
    this.agent = encrypted ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })
    this.send = encrypted ? requestHttps : requestHttp
  }

  /** Resolves with the head of the reply. Where no program listens nothing was asked, and the next address is tried. */
  async request(outgoing: Outgoing): Promise<IncomingMessage> {
    let reason: unknown
    const addresses = await this.addresses.next()
    for (const address of addresses) {
      const begun = performance.now()
      try {
        const reply =
          (addresses.length === 1 ? await this.askOtherCopies(address, outgoing) : undefined) ??
          (await onceMoreIfClosed((isAgain) => this.ask(address, outgoing, isAgain ? false : this.agent)))
        this.repliedFrom.set(reply, address)
        this.noteReplyAfter(performance.now() - begun)
        return reply
      } catch (error) {
        const left = !neverLeft(error)
        // The caller has given up: that copy may hang, and others are asked before it.
        if (!left || outgoing.signal.aborted) this.missed(address)
        if (left) throw error
        reason = error
      }
    }
    throw reason
  }

  /** Its reply has stopped in the middle: other copies are asked before that one. */
  fellSilent(reply: IncomingMessage): void {
    this.missed(this.repliedFrom.get(reply)!)
  }

  private noteReplyAfter(ms: number): void {
    this.usualMs ??= ms
    this.usualMs += (ms - this.usualMs) / usualOf
  }

  private missed(address: string): void {
    this.addresses.missed(address)
    this.hurriesUntil = performance.now() + hurryForMs
  }

  /**
   * Behind one address may stand a balancer, which gives a copy that hangs its turn like any other. While one seems to hang,
   * a reply that does not begin soon is asked for again on another connection, which leads to the next copy. Every call may
   * be repeated. Undefined: none has begun to reply, and the copies may only be slow. Where all are slow of late nothing is
   * asked twice: that would make them slower still.
   */
  private async askOtherCopies(address: string, outgoing: Outgoing): Promise<IncomingMessage | undefined> {
    const isSlow = this.usualMs !== undefined && this.usualMs > slowReplyMs
    for (let tries = 0; !isSlow && tries < hurriedTries && performance.now() < this.hurriesUntil; tries += 1) {
      const hurry = new AbortController()
      const timer = setTimeout(() => hurry.abort(), hurriedReplyMs)
      const signal = AbortSignal.any([outgoing.signal, hurry.signal])
      try {
        const reply = await this.ask(address, { ...outgoing, signal }, false)
        // One of them hangs and this one does not: so it goes on.
        if (tries > 0) this.hurriesUntil = performance.now() + hurryForMs
        return reply
      } catch (error) {
        if (!hurry.signal.aborted || outgoing.signal.aborted) throw error
      } finally {
        clearTimeout(timer)
      }
    }
    return undefined
  }

  private ask(
    address: string,
    { method, path, headers, body, signal }: Outgoing,
    agent: HttpAgent | false,
  ): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const { hostname, host, port, pathname } = this.base
    const options: RequestOptions = {
      agent,
      host: address,
      ...(port ? { port } : {}),
      servername: hostname,
      method,
      path: pathname.replace(/\/$/, '') + path,
      headers: { ...headers, host, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
      signal,
    }
    const request = this.send(options)
    request.on('response', resolve).on('error', (error) => reject(failureOf(request, error)))
    request.on('socket', (socket) => limitConnecting(request, socket))
    request.end(body)
    return promise
  }
}

/** Longer than a lease: until then the work of a frozen copy has come to another one. */
const hurryForMs = 30_000
const hurriedTries = 3
const hurriedReplyMs = 1_500
/** So many replies make what is usual. */
const usualOf = 8
const slowReplyMs = 300
const connectLimitMs = 2_000

/** A copy whose machine is gone answers nothing at all; another one is there meanwhile. */
function limitConnecting(request: ClientRequest, socket: Socket): void {
  if (!socket.connecting) return
  const error = Object.assign(new Error(`Nobody answers within ${connectLimitMs} ms`), { code: 'ECONNTIMEOUT' })
  const timer = setTimeout(() => request.destroy(error), connectLimitMs)
  for (const event of ['connect', 'close'] as const) socket.once(event, () => clearTimeout(timer))
}
