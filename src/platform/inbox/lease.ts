import type { Sql } from '#platform/database/sql.ts'
import type { Held } from './claim.ts'
import { without } from './finish.ts'
import { begunKey } from './postpone.ts'

/**
 * Extends the leases of lanes that are being worked on, under the name `owner`, and returns those that another one has by now.
 *
 * Lane by lane and not "all of an owner": a lane whose claim was stored but never heard of, because the connection broke on
 * the way back, is worked on by no process, and only the end of its lease frees it. A lane that was given back keeps its
 * fence but has no owner; it is not ours to move any more.
 */
export async function heartbeat<Lane extends Held>(
  sql: Sql,
  held: Lane[],
  { leaseMs, owner }: { leaseMs: number; owner: string },
): Promise<{ lost: Lane[] }> {
  if (held.length === 0) return { lost: [] }
  const kept = await sql<Held>`
    with mine as (
      select lanes.lane from lanes
      join unnest(${held.map((h) => h.lane)}::text[], ${held.map((h) => h.fence)}::bigint[]) as held (lane, fence) using (lane, fence)
      where lanes.owner is not null
      order by lanes.lane for update of lanes
    )
    update lanes set ready_at = clock_timestamp() + make_interval(secs => ${leaseMs / 1000}), owner = ${owner}
    from mine where lanes.lane = mine.lane
    returning lanes.lane, lanes.fence`
  return { lost: without(held, kept) }
}

/**
 * Shortens the leases of owners that are gone to `graceMs`, and returns how many there were. Gone is who has the name of a
 * session (see Presence) whose lock can be taken. While we hold that lock, until the statement is committed, its owner
 * cannot have it: one that lives and takes it anew extends its leases after us.
 */
export async function shortenOfGone(sql: Sql, { graceMs }: { graceMs: number }): Promise<number> {
  const rows = await sql`
    with owners as materialized (
      select distinct owner from lanes where owner like 'session:%'
    ), gone as materialized (
      select owner from owners where pg_try_advisory_xact_lock(hashtextextended(owner, 0))
    ), held as (
      select lanes.lane, until.moment
      from lanes join gone using (owner), (select clock_timestamp() + make_interval(secs => ${graceMs / 1000}) as moment) as until
      where lanes.ready_at > until.moment
      order by lanes.lane for update of lanes skip locked
    )
    update lanes set ready_at = held.moment from held where lanes.lane = held.lane
    returning lanes.lane`
  return rows.length
}

/**
 * Gives back at once everything a stopping process holds. What it was at does not count as an attempt.
 * @param begun ids of updates whose handlers have begun what must not begin twice, see `Handling.begins`
 */
export async function releaseAll(sql: Sql, owners: string[], begun: number[] = []): Promise<void> {
  await sql`
    with mine as (select lane from lanes where owner = any(${owners}) order by lane for update), noted as (
      update inbox set payload = payload || jsonb_build_object(${begunKey}::text, true)
      from mine where inbox.lane = mine.lane and update_id = any(${begun}::bigint[])
    )
    update lanes set owner = null, ready_at = clock_timestamp(), attempts = greatest(attempts - 1, 0)
    from mine where lanes.lane = mine.lane`
}
