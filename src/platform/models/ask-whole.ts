import type { Log } from '#platform/runtime/log.ts'
import { neverLeft } from '#platform/runtime/never-left.ts'
import { outageOf } from '#platform/runtime/outage.ts'
import { passOrAbort } from '#platform/runtime/pass.ts'
import { Watchdog } from '#platform/runtime/watchdog.ts'
import { BrokenAnswer, type Try } from './failure.ts'
import type { Limits } from './limits.ts'
import { ServerError } from './server-error.ts'
import { type Refused, Tries } from './tries.ts'
import { noUsage, type Usage } from './usage.ts'

/** Something that a provider gives as a whole, and what it takes for it. */
interface Given<Result> {
  result: Result
  usage: Usage
}

export type Whole<Result> =
  | {
      outcome: 'given'
      result: Result
      /** The id of the model that gave it, and the name of its provider. */
      model: string
      provider: string
      /** Of the try that gave it; `tries` has those of all of them, and they cost too. */
      usage: Usage
      tries: Try[]
    }
  /** The signal was aborted; the last try may have cost something all the same. */
  | { outcome: 'stopped'; tries: Try[] }

export interface Asking {
  signal: AbortSignal
  /** Hears at once that a provider refuses everything. */
  tellRefused: (refused: Refused) => void
  limits?: Partial<Limits>
  log?: Log
}

interface Work<Server, Result> {
  servers: Server[]
  /** One try with one server, for which the signal limits the time. */
  ask: (server: Server, limits: Limits, signal: AbortSignal) => Promise<Given<Result>>
  /** For one try. */
  timeoutMs: (limits: Limits) => number
  /** What a try costs of whose end nothing was heard. */
  assumed: Usage
  /** How often one provider may be asked, though each time it may have done the work. */
  paidTries: number
}

/**
 * Asks the first provider for something that comes as a whole, and the next when it fails. What a provider may have done is
 * counted as paid, and is repeated only so often.
 * @throws ModelError when no provider gave it
 */
export async function askWhole<Server extends { name: string; model: string }, Result>(
  { servers, ask, timeoutMs, assumed, paidTries }: Work<Server, Result>,
  { signal, tellRefused, limits, log }: Asking,
): Promise<Whole<Result>> {
  const tries = new Tries({ limits, log })
  for (const server of servers) {
    tries.beginNext()
    for (let paid = 0; tries.mayBegin();) {
      const begun = performance.now()
      try {
        const { result, usage } = await inTime(server, (limited) => ask(server, tries.limits, limited), {
          signal,
          timeoutMs: timeoutMs(tries.limits),
        })
        tries.note(server, begun, { outcome: 'answered', usage })
        return { outcome: 'given', result, model: server.model, provider: server.name, usage, tries: tries.list }
      } catch (error) {
        if (signal.aborted) {
          tries.note(server, begun, { outcome: 'stopped', usage: assumed })
          return { outcome: 'stopped', tries: tries.list }
        }
        const mayCost = mayHaveWorked(error)
        const usage = mayCost ? assumed : noUsage
        const { verdict, refused } = await tries.fail(server, begun, { error, usage: () => usage })
        if (refused) tellRefused(refused)
        if (mayCost) paid += 1
        const pauseMs = tries.pauseAfter(verdict)
        if (pauseMs === undefined || paid >= paidTries) break
        await passOrAbort(pauseMs, signal)
        if (signal.aborted) return { outcome: 'stopped', tries: tries.list }
      }
    }
    if (tries.isHopeless) break
  }
  throw tries.failure()
}

async function inTime<Result>(
  { name }: { name: string },
  ask: (signal: AbortSignal) => Promise<Result>,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<Result> {
  const watchdog = new Watchdog((what) => new BrokenAnswer('timeout', `${name} ${what}`), timeoutMs)
  try {
    return await ask(AbortSignal.any([signal, watchdog.signal]))
  } catch (error) {
    throw watchdog.signal.aborted ? watchdog.signal.reason : error
  } finally {
    watchdog.end()
  }
}

/** A request that went out and got no answer, or half of one: the provider is paid for its work, also when it is lost. */
function mayHaveWorked(error: unknown): boolean {
  const refused = error instanceof ServerError && error.status !== undefined
  return !refused && !neverLeft(error) && outageOf(error) === undefined
}
