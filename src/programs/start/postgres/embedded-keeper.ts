import { setTimeout as sleep } from 'node:timers/promises'
import { type Log, messageOf } from '#platform/runtime/log.ts'

const lookEveryMs = 500
const pausesMs = [0, 500, 1_000, 2_000, 4_000, 8_000]

/** Sees to it that a server goes on running, on the same address and data, for as long as its program does. */
export class Keeper {
  /** Settles when the server cannot be started again. */
  readonly failed: Promise<Error>
  private readonly giveUp: (error: Error) => void
  private readonly stopping = new AbortController()
  private readonly keeping: Promise<void>
  private readonly server: { isAlive(): boolean; start(): Promise<unknown> }
  private readonly log: Log

  constructor(server: { isAlive(): boolean; start(): Promise<unknown> }, log: Log) {
    const { promise, resolve } = Promise.withResolvers<Error>()
    this.failed = promise
    this.giveUp = resolve
    this.server = server
    this.log = log
    this.keeping = this.keep()
  }

  /** Returns when it is certain that nobody starts the server any more. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.keeping
  }

  private async keep(): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted) {
      await sleep(lookEveryMs, undefined, { signal, ref: false }).catch(() => undefined)
      if (signal.aborted || this.server.isAlive()) continue
      this.log.warn('The embedded PostgreSQL has ended without being asked; it is started again')
      if (!(await this.startAgain())) return
    }
  }

  private async startAgain(): Promise<boolean> {
    const { signal } = this.stopping
    let reason: unknown
    for (const pauseMs of pausesMs) {
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
      if (signal.aborted) return false
      try {
        await this.server.start()
        return true
      } catch (error) {
        reason = error // those that it served may not all have noticed yet
      }
    }
    this.giveUp(new Error(`The embedded PostgreSQL has ended and cannot be started again: ${messageOf(reason)}`))
    return false
  }
}
