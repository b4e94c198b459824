import type { Sql } from '#platform/database/sql.ts'
import type { Log } from '#platform/runtime/log.ts'
import { type Finish, finish } from './finish.ts'
import { persistently } from './persistently.ts'

/** What is in the lane now: nothing, or something that waits; or whether it was no longer ours. */
type Left = 'empty' | 'waiting' | 'lost'

interface Waiting {
  finished: Finish
  done: (left: Left) => void
  failed: (error: unknown) => void
}

/** Gathers what is finished while a statement is under way into the next one: one round trip for many lanes. */
export class Finisher {
  private readonly sql: Sql
  private readonly log: Log
  private queue: Waiting[] = []
  private running = false

  constructor(sql: Sql, log: Log) {
    this.sql = sql
    this.log = log
  }

  finish(finished: Finish): Promise<Left> {
    return new Promise((done, failed) => {
      this.queue.push({ finished, done, failed })
      if (!this.running) void this.run()
    })
  }

  private async run(): Promise<void> {
    this.running = true
    while (this.queue.length > 0) {
      const batch = this.queue
      this.queue = []
      await this.store(batch)
    }
    this.running = false
  }

  private async store(batch: Waiting[]): Promise<void> {
    try {
      const all = batch.map((entry) => entry.finished)
      const { lost, waiting } = await persistently(this.log, 'Finished updates could not be removed', () =>
        finish(this.sql, all),
      )
      for (const { finished, done } of batch)
        done(lost.includes(finished) ? 'lost' : waiting.includes(finished) ? 'waiting' : 'empty')
    } catch (error) {
      for (const { failed } of batch) failed(error)
    }
  }
}
