import type { Sql } from '#platform/database/sql.ts'
import type { Claim } from './claim.ts'
import type { Incoming } from './lane.ts'

/** For a consumer that accepts by itself: what it may claim with the same statement. */
export interface Taking {
  lanes: ReadonlySet<string>
  perLane: number
  leaseMs: number
  owner: string
}

/** Claims nothing. */
const nothing: Taking = { lanes: new Set(), perLane: 0, leaseMs: 0, owner: '' }

/**
 * Stores updates in the order given and wakes the consumers, in one statement. An update that was seen before,
 * finished or not, is left out and named among the duplicates. A lane of `taking` in which nothing waited is claimed, and
 * no consumer is notified of it.
 *
 * Beside another `accept`: both add to the counter under the lane's row lock; lanes are locked in the order of their names,
 * so two batches never wait for each other in a circle. Beside `finish`: it takes from the same counter under the same
 * lock, so whichever is second sees what the first one left, and `ready_at` is decided from that.
 */
export async function accept(
  sql: Sql,
  updates: Incoming[],
  taking: Taking = nothing,
): Promise<{ accepted: number[]; duplicates: number[]; claims: Claim[] }> {
  if (updates.length === 0) return { accepted: [], duplicates: [], claims: [] }
  const rows = await sql<Stored>`
    with incoming as (
      select distinct on (update_id) * from unnest(${updates.map((u) => u.updateId)}::bigint[], ${updates.map((u) => u.lane)}::text[],
        ${updates.map((u) => u.kind)}::text[], ${updates.map((u) => JSON.stringify(u.payload))}::jsonb[],
        ${updates.map((u) => taking.lanes.has(u.lane))}::boolean[])
        with ordinality as u (update_id, lane, kind, payload, may_take, place)
      order by update_id, place
    ), fresh as (
      insert into seen_updates (update_id) select update_id from incoming order by update_id
      on conflict do nothing returning update_id
    ), stored as (
      insert into inbox (update_id, lane, payload)
      select update_id, lane, payload from incoming join fresh using (update_id) order by place
      returning update_id, lane
    ), counted as (
      select stored.lane, incoming.kind, incoming.may_take, count(*)::integer as added
      from stored join incoming using (update_id) group by stored.lane, incoming.kind, incoming.may_take
    ), woken as (
      insert into lanes as l (lane, kind, waiting, ready_at, fence, attempts, owner)
      select lane, kind, added,
        case when may_take then clock_timestamp() + make_interval(secs => ${taking.leaseMs / 1000}) else clock_timestamp() end,
        may_take::integer, may_take::integer, case when may_take then ${taking.owner}::text end
      from counted order by lane
      on conflict (lane) do update
        set waiting = l.waiting + excluded.waiting,
          ready_at = case when l.waiting = 0 then excluded.ready_at else l.ready_at end,
          fence = case when l.waiting = 0 then l.fence + excluded.fence else l.fence end,
          attempts = case when l.waiting = 0 then l.attempts + excluded.attempts else l.attempts end,
          owner = case when l.waiting = 0 then coalesce(excluded.owner, l.owner) else l.owner end
      returning lane, kind, waiting, fence, attempts
    ), begun as (
      select woken.*, may_take and waiting = added as is_taken from woken join counted using (lane)
    ), told as materialized (
      select pg_notify('inbox', kind) from (select distinct kind from begun where not is_taken) as kinds
    )
    select update_id, is_taken, fence, attempts
    from stored join begun using (lane), (select count(*) from told) as done`
  const stored = new Map(rows.map((row) => [row.updateId, row]))
  const ids = [...new Set(updates.map((update) => update.updateId))]
  // Of an update that is there twice, the first one was stored.
  const each = ids.map((id) => updates.find(({ updateId }) => updateId === id)!)
  return {
    accepted: ids.filter((id) => stored.has(id)),
    duplicates: ids.filter((id) => !stored.has(id)),
    claims: claimsOf(each, stored, taking.perLane),
  }
}

interface Stored {
  updateId: number
  /** Whether its lane was claimed. */
  isTaken: boolean
  fence: number
  attempts: number
}

function claimsOf(updates: Incoming[], stored: Map<number, Stored>, perLane: number): Claim[] {
  const claims = new Map<string, Claim>()
  for (const { updateId, lane, payload } of updates) {
    const row = stored.get(updateId)
    if (!row?.isTaken) continue
    const { fence, attempts } = row
    const claimed = claims.get(lane) ?? { lane, fence, attempts, updates: [] }
    claims.set(lane, claimed)
    if (claimed.updates.length < perLane) claimed.updates.push({ updateId, payload, ageMs: 0 })
  }
  return [...claims.values()]
}
