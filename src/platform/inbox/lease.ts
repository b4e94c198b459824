import type { Sql } from '#platform/database/sql.ts'
import type { Held } from './claim.ts'
import { without } from './finish.ts'

/**
 * Extends the leases of lanes that are being worked on, and returns those that another one has by now.
 *
 * Lane by lane and not "all of an owner": a lane whose claim was stored but never heard of, because the connection broke on
 * the way back, is in nobody's hands, and only the end of its lease frees it. A lane that was given back keeps its fence but
 * has no owner; it is not ours to move any more.
 */
export async function heartbeat<Lane extends Held>(
  sql: Sql,
  held: Lane[],
  options: { leaseMs: number },
): Promise<{ lost: Lane[] }> {
  if (held.length === 0) return { lost: [] }
  const kept = await sql<Held>`
    with mine as (
      select lanes.lane from lanes
      join unnest(${held.map((h) => h.lane)}::text[], ${held.map((h) => h.fence)}::bigint[]) as held (lane, fence) using (lane, fence)
      where lanes.owner is not null
      order by lanes.lane for update of lanes
    )
    update lanes set ready_at = clock_timestamp() + make_interval(secs => ${options.leaseMs / 1000})
    from mine where lanes.lane = mine.lane
    returning lanes.lane, lanes.fence`
  return { lost: without(held, kept) }
}

/** Gives back at once everything a stopping owner holds. What it had begun does not count as an attempt. */
export async function releaseAll(sql: Sql, owner: string): Promise<void> {
  await sql`
    with mine as (select lane from lanes where owner = ${owner} order by lane for update)
    update lanes set owner = null, ready_at = clock_timestamp(), attempts = greatest(attempts - 1, 0)
    from mine where lanes.lane = mine.lane`
}
