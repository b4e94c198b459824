import { once } from 'node:events'
import type { Actor } from './actor.ts'
import type { ErrorReply } from './error-codes.ts'
import { Refusal } from './refusal.ts'
import { orAbort } from '#platform/runtime/pass.ts'

/** A call as it would go over the wire: names and values are those of the contract. */
export interface DirectCall {
  input: Record<string, unknown>
  actor: Actor
  updateId: number | undefined
  signal: AbortSignal
}

export type DirectReply = { body: unknown } | { error: ErrorReply }
export type DirectEvents = { events: AsyncGenerator } | { error: ErrorReply }

type Act = (input: unknown, actor: Actor, signal: AbortSignal) => Promise<unknown>
type Open = (input: unknown, actor: Actor, gone: AbortSignal) => Promise<AsyncGenerator>

/** What is done around each call, as around a request. */
interface Around {
  explain(error: unknown, about: { path: string; updateId: number | undefined }): Promise<ErrorReply>
  replied(reply: { path: string; status: number; ms: number; updateId: number | undefined }): void
}

interface Route {
  method: string
  path: string
}

/**
 * A backend as a bot in the same process calls it: what HTTP would carry as text is handed over, which saves a quarter of the
 * work of a short answer. The same handlers are asked with the same checks of input, rights and reply, see `serve`. A call whose
 * signal is aborted is left to itself, as one whose connection is closed.
 */
export class DirectCalls {
  private readonly acts = new Map<string, Act>()
  private readonly openings = new Map<string, Open>()
  private readonly around: Around
  private readonly underWay = new Set<Promise<unknown>>()
  private isClosed = false

  constructor(around: Around) {
    this.around = around
  }

  offer(route: Route, act: Act): void {
    this.acts.set(keyOf(route), act)
  }

  offerEvents(route: Route, open: Open): void {
    this.openings.set(keyOf(route), open)
  }

  has(route: Route): boolean {
    return this.acts.has(keyOf(route))
  }

  /** Refuses what comes from now on, as a server that is gone, and resolves when what is under way has ended. */
  async close(): Promise<void> {
    this.isClosed = true
    await Promise.allSettled(this.underWay)
  }

  /** @throws the reason of the signal */
  async call(route: Route, call: DirectCall): Promise<DirectReply> {
    call.signal.throwIfAborted()
    return orAbort(this.untilDone(this.act(route, call)), call.signal)
  }

  /**
   * The events one after the other. What is wrong before the first is an error reply, as with HTTP.
   * @throws the reason of the signal
   */
  async open(route: Route, call: DirectCall): Promise<DirectEvents> {
    call.signal.throwIfAborted()
    const gone = new AbortController()
    return orAbort(this.untilDone(this.begin(route, call, gone)), call.signal).catch((error: unknown) => {
      gone.abort(hungUp)
      throw error
    })
  }

  private async act(route: Route, { input, actor, updateId, signal }: DirectCall): Promise<DirectReply> {
    const replied = this.clock(route, updateId)
    try {
      this.refuseWhenClosed()
      const body = overTheWire(await this.acts.get(keyOf(route))!(overTheWire(input), actor, signal))
      replied(200)
      return { body }
    } catch (error) {
      return { error: await this.refuse(error, { ...route, updateId }, replied) }
    }
  }

  private async begin(
    route: Route,
    { input, actor, updateId, signal }: DirectCall,
    gone: AbortController,
  ): Promise<DirectEvents> {
    const replied = this.clock(route, updateId)
    try {
      this.refuseWhenClosed()
      const events = await this.openings.get(keyOf(route))!(overTheWire(input), actor, gone.signal)
      const first = await events.next()
      // The caller may have gone meanwhile.
      if (gone.signal.aborted) await events.return(undefined)
      else void this.untilDone(once(gone.signal, 'abort'))
      const ended = (isWhole: boolean) => {
        if (isWhole) replied(200)
        gone.abort(hungUp)
      }
      return { events: told({ first, events, signal }, ended) }
    } catch (error) {
      return { error: await this.refuse(error, { ...route, updateId }, replied) }
    }
  }

  private untilDone<Result>(work: Promise<Result>): Promise<Result> {
    this.underWay.add(work)
    return work.finally(() => this.underWay.delete(work))
  }

  private refuseWhenClosed(): void {
    if (this.isClosed) throw new Refusal('unavailable')
  }

  private async refuse(
    error: unknown,
    about: { path: string; updateId: number | undefined },
    replied: (status: number) => void,
  ): Promise<ErrorReply> {
    const { status, body } = await this.around.explain(error, about)
    replied(status)
    return { status, body: overTheWire(body) }
  }

  private clock({ path }: Route, updateId: number | undefined) {
    const begun = performance.now()
    return (status: number) => this.around.replied({ path, status, ms: performance.now() - begun, updateId })
  }
}

/** An error that is made once: one with a stack for each answer costs more than the rest of its end. */
export const hungUp = new Error('The caller hung up')

/** What one side changes later is no matter of the other, and what is no JSON is not handed over. */
function overTheWire<Value>(value: Value): Value {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as Value)
}

function keyOf({ method, path }: Route): string {
  return `${method} ${path}`
}

interface Telling {
  first: IteratorResult<unknown>
  events: AsyncGenerator
  signal: AbortSignal
}

async function* told({ first, events, signal }: Telling, ended: (isWhole: boolean) => void): AsyncGenerator {
  let next = first
  try {
    for (; !next.done; next = await orAbort(events.next(), signal)) yield next.value
  } finally {
    ended(next.done === true)
    // The generator may still wait for something; it ends once `gone` is aborted.
    events.return(undefined).catch(() => undefined)
  }
}
