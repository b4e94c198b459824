import type { Sql } from '#platform/database/sql.ts'
import { finish } from './finish.ts'

/**
 * Gives an update up: it is kept among the dead with its error, and its lane goes on.
 * Returns false when the lane was no longer ours.
 */
export async function giveUp(
  sql: Sql,
  dead: {
    lane: string
    fence: number
    updateId: number
    attempts: number
    error: string
    release: boolean
  },
): Promise<boolean> {
  return sql.transaction(async (sql) => {
    const [held] = await sql`select lane from lanes where lane = ${dead.lane} and fence = ${dead.fence} for update`
    if (!held) return false
    await sql`
      insert into dead_updates (update_id, lane, payload, attempts, error, accepted_at)
      select update_id, lane, payload, ${dead.attempts}, ${dead.error}, accepted_at
      from inbox where update_id = ${dead.updateId}
      on conflict (update_id) do nothing`
    const { lost } = await finish(sql, [
      { lane: dead.lane, fence: dead.fence, updateIds: [dead.updateId], release: dead.release },
    ])
    return lost.length === 0
  })
}
