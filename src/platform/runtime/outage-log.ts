import type { Log } from './log.ts'
import { plainReasonOf } from './outage.ts'

const repeatMs = 60_000

/**
 * Says that something cannot be done now: one plain line when that begins, one a minute while it lasts, one when it is over.
 * The errors themselves would fill the log, each with a stack that says nothing more.
 */
export class OutageLog {
  private readonly log: Log
  /** What the program tries to do, such as "Telegram cannot be reached". */
  private readonly what: string
  private saidAt: number | undefined
  private times = 0

  constructor(log: Log, what: string) {
    this.log = log
    this.what = what
  }

  failed(error: unknown): void {
    this.times += 1
    if (this.saidAt !== undefined && performance.now() - this.saidAt < repeatMs) return
    this.saidAt = performance.now()
    this.log.debug({ err: error }, this.what)
    this.log.warn({ times: this.times }, `${this.what}; trying again. ${plainReasonOf(error)}`)
  }

  succeeded(): void {
    if (this.saidAt !== undefined) this.log.info({ times: this.times }, `It is over: ${this.what}`)
    this.saidAt = undefined
    this.times = 0
  }
}
