import type { Actor } from './actor.ts'
import type { ErrorReply } from './error-codes.ts'
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
  explain(error: unknown, path: string): Promise<ErrorReply>
  replied(reply: { path: string; status: number; ms: number; updateId: number | undefined }): void
}

interface Route {
  method: string
  path: string
}

/**
 * A backend as a bot in the same process calls it: what HTTP would carry as text is handed over, which saves a tenth of the
 * work of an answer. The same handlers are asked with the same checks of input, rights and reply, see `serve`. A call whose
 * signal is aborted is left to itself, as one whose connection is closed.
 */
export class DirectCalls {
  private readonly acts = new Map<string, Act>()
  private readonly openings = new Map<string, Open>()
  private readonly around: Around

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

  /** @throws the reason of the signal */
  call(route: Route, { input, actor, updateId, signal }: DirectCall): Promise<DirectReply> {
    const act = this.acts.get(keyOf(route))!
    const replied = this.clock(route, updateId)
    const acted = act(overTheWire(input), actor, signal).then<DirectReply, DirectReply>(
      (body) => {
        replied(200)
        return { body: overTheWire(body) }
      },
      async (error: unknown) => ({ error: await this.refuse(error, route, replied) }),
    )
    return orAbort(acted, signal)
  }

  /**
   * The events one after the other. What is wrong before the first is an error reply, as with HTTP.
   * @throws the reason of the signal
   */
  async open(route: Route, { input, actor, updateId, signal }: DirectCall): Promise<DirectEvents> {
    const replied = this.clock(route, updateId)
    const gone = new AbortController()
    try {
      const events = await orAbort(this.openings.get(keyOf(route))!(overTheWire(input), actor, gone.signal), signal)
      const first = await orAbort(events.next(), signal)
      const ended = () => {
        gone.abort(hungUp)
        replied(200)
      }
      return { events: told({ first, events, signal }, ended) }
    } catch (error) {
      gone.abort(hungUp)
      if (signal.aborted) throw error
      return { error: await this.refuse(error, route, replied) }
    }
  }

  private async refuse(error: unknown, { path }: Route, replied: (status: number) => void): Promise<ErrorReply> {
    const { status, body } = await this.around.explain(error, path)
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

async function* told({ first, events, signal }: Telling, ended: () => void): AsyncGenerator {
  try {
    for (let next = first; !next.done; next = await orAbort(events.next(), signal)) yield next.value
  } finally {
    ended()
    // It may wait for something yet; it ends as soon as it hears that nobody listens.
    events.return(undefined).catch(() => undefined)
  }
}
