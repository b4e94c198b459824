import type { Sql } from '#platform/database/sql.ts'
import type { Held } from './claim.ts'

/** What was done in a claimed lane: these updates are finished; `release` gives the lane back. */
export interface Finish extends Held {
  updateIds: number[]
  release: boolean
}

/**
 * Removes finished updates and gives lanes back, many lanes in one statement. Returns those that were no longer ours,
 * where nothing was changed and another one does the updates again, and those in which something waits.
 *
 * The lanes are locked first, in the order of their names, and the fence is checked under that lock; only then are
 * updates deleted, so an old fence deletes nothing. Beside `accept`: whichever locks the lane second sees the other's count.
 */
export async function finish<Finished extends Finish>(
  sql: Sql,
  finished: Finished[],
): Promise<{ lost: Finished[]; waiting: Finished[] }> {
  if (finished.length === 0) return { lost: [], waiting: [] }
  const updates = finished.flatMap(({ lane, fence, updateIds }) =>
    updateIds.map((updateId) => ({ lane, fence, updateId })),
  )
  const kept = await sql<Held & { waiting: number }>`
    with done as (
      select * from unnest(${finished.map((f) => f.lane)}::text[], ${finished.map((f) => f.fence)}::bigint[],
        ${finished.map((f) => f.release)}::boolean[]) as done (lane, fence, release)
    ), held as materialized (
      select lanes.lane, lanes.fence, done.release from lanes join done using (lane, fence)
      order by lanes.lane for update of lanes
    ), deleted as (
      delete from inbox using held join unnest(${updates.map((u) => u.lane)}::text[], ${updates.map((u) => u.fence)}::bigint[],
        ${updates.map((u) => u.updateId)}::bigint[]) as u (lane, fence, update_id) using (lane, fence)
      where inbox.update_id = u.update_id and inbox.lane = held.lane
      returning inbox.lane
    ), counted as (
      select held.lane, held.release, count(deleted.lane)::integer as gone
      from held left join deleted on deleted.lane = held.lane group by held.lane, held.release
    )
    update lanes set
      waiting = waiting - gone,
      attempts = case when gone = 0 then attempts when release then 0 else 1 end,
      owner = case when release or waiting = gone then null else owner end,
      ready_at = case when waiting = gone then 'infinity' when release then clock_timestamp() else ready_at end
    from counted where lanes.lane = counted.lane
    returning lanes.lane, lanes.fence, lanes.waiting`
  const lost = without(finished, kept)
  const empty = new Set(kept.filter(({ waiting }) => waiting === 0).map(({ lane }) => lane))
  return { lost, waiting: finished.filter((one) => !lost.includes(one) && !empty.has(one.lane)) }
}

/** Those of `lanes` that are not among `kept`: the same lane with another fence is another process's. */
export function without<Lane extends Held>(lanes: Lane[], kept: Held[]): Lane[] {
  const fences = new Map(kept.map(({ lane, fence }) => [lane, fence]))
  return lanes.filter(({ lane, fence }) => fences.get(lane) !== fence)
}
