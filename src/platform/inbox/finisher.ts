import type { Sql } from '#platform/database/sql.ts'
import type { Log } from '#platform/runtime/log.ts'
import { together } from '#platform/runtime/together.ts'
import { type Finish, finish } from './finish.ts'
import { persistently } from './persistently.ts'

/** What is in the lane now: nothing, or something that waits; or whether it was no longer ours. */
type Left = 'empty' | 'waiting' | 'lost'

export type Finisher = (finished: Finish) => Promise<Left>

/** One round trip for what many lanes have finished. */
export function createFinisher(sql: Sql, log: Log): Finisher {
  return together(async (all) => {
    const { lost, waiting } = await persistently(log, 'Finished updates could not be removed', () => finish(sql, all))
    return all.map((finished) => (lost.includes(finished) ? 'lost' : waiting.includes(finished) ? 'waiting' : 'empty'))
  })
}
