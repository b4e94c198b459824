import type { Sql } from '#platform/database/sql.ts'

/** Gives a lane back to be tried again later, from the same update on. Returns false when it was no longer ours. */
export async function postpone(
  sql: Sql,
  lane: { lane: string; fence: number; delayMs: number; countsAsAttempt: boolean },
): Promise<boolean> {
  const rows = await sql`
    update lanes set owner = null, ready_at = clock_timestamp() + make_interval(secs => ${lane.delayMs / 1000}),
      attempts = case when ${lane.countsAsAttempt} then attempts else greatest(attempts - 1, 0) end
    where lane = ${lane.lane} and fence = ${lane.fence} and waiting > 0
    returning lane`
  return rows.length === 1
}
