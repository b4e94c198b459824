import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from '#database/sql.ts'
import type { Log } from '#runtime/log.ts'
import { type Finish, finish } from './finish.ts'

const pausesMs = [200, 500, 1000, 2000, 4000]

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
        const { lost } = await persistently(() => finish(sql, done))
        for (const { finished, kept } of batch) kept(!lost.includes(finished))
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    running = false
  }

  /** What was handled should not be handled again because the database was away for some seconds. */
  async function persistently<Result>(store: () => Promise<Result>): Promise<Result> {
    for (const pauseMs of pausesMs) {
      try {
        return await store()
      } catch (error) {
        log.warn({ err: error }, 'Finished updates could not be removed; trying again')
        await sleep(pauseMs)
      }
    }
    return store()
  }

  return {
    finish: (finished) =>
      new Promise((kept, failed) => {
        waiting.push({ finished, kept, failed })
        if (!running) void run()
      }),
  }
}
