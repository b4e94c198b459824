import type { Sql } from '#platform/database/sql.ts'
import type { Log } from '#platform/runtime/log.ts'
import { type Finish, finish } from './finish.ts'
import { persistently } from './persistently.ts'

export interface Finisher {
  /** What is in the lane now: nothing, or something that waits; or whether it was no longer ours. */
  finish(finished: Finish): Promise<'empty' | 'waiting' | 'lost'>
}

/** Gathers what is finished while a statement is under way into the next one: one round trip for many lanes. */
export function createFinisher(sql: Sql, log: Log): Finisher {
  let queue: {
    finished: Finish
    done: (state: 'empty' | 'waiting' | 'lost') => void
    failed: (error: unknown) => void
  }[] = []
  let running = false

  async function run() {
    running = true
    while (queue.length > 0) {
      const batch = queue
      queue = []
      try {
        const all = batch.map((entry) => entry.finished)
        const { lost, waiting } = await persistently(log, 'Finished updates could not be removed', () =>
          finish(sql, all),
        )
        for (const { finished, done } of batch)
          done(lost.includes(finished) ? 'lost' : waiting.includes(finished) ? 'waiting' : 'empty')
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    running = false
  }

  return {
    finish: (finished) =>
      new Promise((done, failed) => {
        queue.push({ finished, done, failed })
        if (!running) void run()
      }),
  }
}
