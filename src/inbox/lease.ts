import type { Sql } from '#database/sql.ts'

/** Extends every lane an owner holds; returns them, so that he notices which he has lost. */
export async function heartbeat(sql: Sql, options: { owner: string; leaseMs: number }): Promise<Map<string, number>> {
  const rows = await sql<{ lane: string; fence: number }>`
    with mine as (select lane from lanes where owner = ${options.owner} order by lane for update skip locked)
    update lanes set ready_at = clock_timestamp() + make_interval(secs => ${options.leaseMs / 1000})
    from mine where lanes.lane = mine.lane and lanes.waiting > 0
    returning lanes.lane, lanes.fence`
  return new Map(rows.map((row) => [row.lane, row.fence]))
}

/** Gives back at once everything an owner holds: he is stopping. What he had begun does not count as an attempt. */
export async function releaseAll(sql: Sql, owner: string): Promise<void> {
  await sql`
    update lanes set owner = null, ready_at = clock_timestamp(), attempts = greatest(attempts - 1, 0)
    where owner = ${owner} and waiting > 0`
}
