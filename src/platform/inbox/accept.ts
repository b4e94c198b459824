import type { Sql } from '#platform/database/sql.ts'
import type { Incoming } from './lane.ts'

/**
 * Stores updates in the order given and wakes the consumers, in one statement. An update that was seen before,
 * finished or not, is left out and named among the duplicates.
 *
 * Beside another `accept`: both add to the counter under the lane's row lock; lanes are locked in the order of their names,
 * so two batches never wait for each other in a circle. Beside `finish`: it takes from the same counter under the same
 * lock, so whichever is second sees what the first one left, and `ready_at` is decided from that.
 */
export async function accept(sql: Sql, updates: Incoming[]): Promise<{ accepted: number[]; duplicates: number[] }> {
  if (updates.length === 0) return { accepted: [], duplicates: [] }
  const rows = await sql<{ updateId: number }>`
    with incoming as (
      select distinct on (update_id) * from unnest(${updates.map((u) => u.updateId)}::bigint[], ${updates.map((u) => u.lane)}::text[],
        ${updates.map((u) => u.kind)}::text[], ${updates.map((u) => JSON.stringify(u.payload))}::jsonb[])
        with ordinality as u (update_id, lane, kind, payload, place)
      order by update_id, place
    ), fresh as (
      insert into seen_updates (update_id) select update_id from incoming order by update_id
      on conflict do nothing returning update_id
    ), stored as (
      insert into inbox (update_id, lane, payload)
      select update_id, lane, payload from incoming join fresh using (update_id) order by place
      returning update_id, lane
    ), counted as (
      select stored.lane, incoming.kind, count(*)::integer as added
      from stored join incoming using (update_id) group by stored.lane, incoming.kind
    ), woken as (
      insert into lanes as l (lane, kind, waiting, ready_at)
      select lane, kind, added, clock_timestamp() from counted order by lane
      on conflict (lane) do update
        set waiting = l.waiting + excluded.waiting,
          ready_at = case when l.waiting = 0 then excluded.ready_at else l.ready_at end
      returning kind
    ), told as materialized (
      select pg_notify('inbox', kind) from (select distinct kind from woken) as kinds
    )
    select update_id from stored, (select count(*) from told) as done`
  const accepted = new Set(rows.map((row) => row.updateId))
  const ids = [...new Set(updates.map((update) => update.updateId))]
  return { accepted: ids.filter((id) => accepted.has(id)), duplicates: ids.filter((id) => !accepted.has(id)) }
}
