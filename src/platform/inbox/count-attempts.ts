import type { Sql } from '#platform/database/sql.ts'
import type { Held } from './claim.ts'

/** Changes how often the first update of a claimed lane counts as begun. Nothing happens when the lane is no longer ours. */
export async function countAttempts(sql: Sql, { lane, fence }: Held, more: 1 | -1): Promise<void> {
  await sql`
    update lanes set attempts = greatest(attempts + ${more}, 0)
    where lane = ${lane} and fence = ${fence} and waiting > 0`
}
