import type { Sql } from '#platform/database/sql.ts'
import type { Held } from './claim.ts'

/**
 * Gives a lane back with its counter set to what is stored. Our own statements keep the two equal, but a person who removes
 * an update by hand does not, and such a lane would be claimed and found empty again and again.
 *
 * The lane is locked before the rows are counted, in a statement of its own: one that adds a row either has been counted, or
 * waits for this lock and adds to the new number.
 */
export async function recount(sql: Sql, held: Held): Promise<void> {
  await sql.transaction(async (sql) => {
    const [lane] = await sql`select lane from lanes where lane = ${held.lane} and fence = ${held.fence} for update`
    if (!lane) return
    await sql`
      update lanes set waiting = stored, attempts = 0, owner = null,
        ready_at = case when stored = 0 then 'infinity' else clock_timestamp() end
      from (select count(*)::integer as stored from inbox where lane = ${held.lane}) as counted
      where lane = ${held.lane}`
  })
}
