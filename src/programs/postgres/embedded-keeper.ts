import { setTimeout as sleep } from 'node:timers/promises'
import { type Log, messageOf } from '#platform/runtime/log.ts'
import { policies, retry } from '#platform/runtime/retry.ts'

const lookEveryMs = 500

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

  /** Returns when it is certain that the server is not started any more. */
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
    try {
      // Those that the server served may not all have noticed its end yet.
      await retry(policies.restartServer, () => this.server.start(), { again: () => 'after a pause', signal })
      return true
    } catch (error) {
      if (!signal.aborted)
        this.giveUp(new Error(`The embedded PostgreSQL has ended and cannot be started again: ${messageOf(error)}`))
      return false
    }
  }
}
