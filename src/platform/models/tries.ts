import type { Log } from '#platform/runtime/log.ts'
import { judge, ModelError, type Try, type Verdict } from './failure.ts'
import { type Limits, usualLimits } from './limits.ts'
import type { Usage } from './usage.ts'

/** A provider refuses everything because of its key, account or model: its owner should know. */
export interface Refused {
  provider: string
  status: number | null
  message: string
}

/** A server as a try names it. */
interface Named {
  name: string
  model: string
}

/** The tries that are made for one thing: what came of them, and whether and when another one may follow. */
export class Tries {
  readonly limits: Limits
  readonly list: Try[] = []
  /** No other provider would do better. */
  isHopeless = false
  private readonly log: Log | undefined
  private readonly begun = performance.now()
  private lastError: unknown
  private turn = 1
  private outages = 0

  constructor({ limits, log }: { limits?: Partial<Limits> | undefined; log?: Log | undefined }) {
    this.limits = { ...usualLimits, ...limits }
    this.log = log
  }

  /** Counts anew, for the next provider. */
  beginNext(): void {
    this.turn = 1
    this.outages = 0
  }

  mayBegin(): boolean {
    return this.list.length === 0 || this.since() <= this.limits.lastTryAfterMs
  }

  note(
    { name, model }: Named,
    begun: number,
    result: Pick<Try, 'outcome' | 'usage'> & { status?: number | undefined },
  ) {
    const { outcome, status, usage } = result
    const ms = Math.round(performance.now() - begun)
    this.list.push({ provider: name, model, outcome, ...(status ? { status } : {}), ms, usage })
  }

  /** Notes what broke a try. Returns what that means, and what the owner should hear of it. */
  async fail(
    server: Named,
    begun: number,
    { error, usage }: { error: unknown; usage: () => Usage | Promise<Usage> },
  ): Promise<{ verdict: Verdict; refused: Refused | undefined }> {
    const verdict = judge(error)
    const { reason, status, next, outage } = verdict
    this.lastError = error
    this.isHopeless = !next
    // An outage of ours lasts for many tries; the first of a kind says enough.
    if (!outage || this.list.at(-1)?.outcome !== reason)
      this.note(server, begun, { outcome: reason, status, usage: await usage() })
    const facts = { provider: server.name, turn: this.turn, reason }
    if (!outage) this.log?.warn({ err: error, ...facts }, 'A try with the model failed')
    else this.log?.warn(facts, `${outage}: the model cannot be asked now; trying again`)
    const message = error instanceof Error ? error.message : String(error)
    const refused = reason === 'refused' ? { provider: server.name, status: status ?? null, message } : undefined
    return { verdict, refused }
  }

  /** How long to wait before the same provider is asked again; undefined: it is not. */
  pauseAfter(verdict: Verdict): number | undefined {
    if (verdict.outage) this.outages += 1
    else this.turn += 1
    const pauseMs = this.pauseBefore(this.turn + this.outages, verdict)
    return this.mayTryAgain(verdict, pauseMs) ? pauseMs : undefined
  }

  failure(): ModelError {
    const last = this.list.at(-1)?.outcome
    const isFailure = last !== undefined && last !== 'answered' && last !== 'called' && last !== 'stopped'
    const reason = isFailure ? last : 'unavailable'
    const facts = { reason, message: `No model answered: ${reason}`, tries: this.list }
    return new ModelError(facts, { cause: this.lastError })
  }

  since(): number {
    return performance.now() - this.begun
  }

  private mayTryAgain({ reason, tries, outage }: Verdict, pauseMs: number): boolean {
    if (outage) return this.since() + pauseMs < this.limits.outageMs
    if (reason === 'timeout' && this.since() > this.limits.lastTryAfterSilenceMs) return false
    return this.turn <= Math.min(tries, this.limits.attempts) && pauseMs <= this.limits.longestPauseMs
  }

  /** @param times how often a try has failed, this one included, plus one */
  private pauseBefore(times: number, { retryAfterMs, outage }: Verdict): number {
    const { backoffMs, longestPauseMs } = this.limits
    const growingMs = backoffMs * 2 ** Math.min(times - 2, 10) * (0.75 + Math.random() / 2)
    return retryAfterMs ?? (outage ? Math.min(growingMs, longestPauseMs / 2) : growingMs)
  }
}
