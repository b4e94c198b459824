import type { Sql } from '#database/sql.ts'
import type { Log } from '#runtime/log.ts'
import { type Finish, finish } from './finish.ts'
import { persistently } from './persistently.ts'

export interface Finisher {
  /** False when the lane was no longer ours. */
  finish(finished: Finish): Promise<boolean>
}

/** Gathers what is finished while a statement is under way into the next one: one round trip for many lanes. */
export function createFinisher(sql: Sql, log: Log): Finisher {
  let waiting: { finished: Finish; kept: (kept: boolean) => void; failed: (error: unknown) => void }[] = []
  let running = false

  async function run() {
    running = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        const done = batch.map((entry) => entry.finished)
        const { lost } = await persistently(log, 'Finished updates could not be removed', () => finish(sql, done))
        for (const { finished, kept } of batch) kept(!lost.includes(finished))
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    running = false
  }

  return {
    finish: (finished) =>
      new Promise((kept, failed) => {
        waiting.push({ finished, kept, failed })
        if (!running) void run()
      }),
  }
}
