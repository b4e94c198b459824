import type { Sql } from '#database/sql.ts'

/** What was done in a claimed lane: these updates are finished; `release` gives the lane back. */
export interface Finish {
  lane: string
  fence: number
  updateIds: number[]
  release: boolean
}

/**
 * Removes finished updates and gives lanes back, many lanes in one statement. Returns the lanes that were no longer ours:
 * there nothing was changed, and somebody else does the updates again.
 *
 * The lanes are locked first, in the order of their names, and the fence is checked under that lock; only then are
 * updates deleted, so an old fence deletes nothing.
 */
export async function finish(sql: Sql, finished: Finish[]): Promise<{ lost: string[] }> {
  if (finished.length === 0) return { lost: [] }
  const updateIds = finished.flatMap((f) => f.updateIds)
  const rows = await sql<{ lane: string }>`
    with done as (
      select * from unnest(${finished.map((f) => f.lane)}::text[], ${finished.map((f) => f.fence)}::bigint[],
        ${finished.map((f) => f.release)}::boolean[]) as done (lane, fence, release)
    ), held as materialized (
      select lanes.lane, done.release from lanes join done using (lane, fence) order by lanes.lane for update of lanes
    ), deleted as (
      delete from inbox using held where inbox.lane = held.lane and inbox.update_id = any(${updateIds}::bigint[])
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
    returning lanes.lane`
  const kept = new Set(rows.map((row) => row.lane))
  return { lost: finished.filter((f) => !kept.has(f.lane)).map((f) => f.lane) }
}
