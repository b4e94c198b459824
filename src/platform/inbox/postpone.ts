import type { Sql } from '#platform/database/sql.ts'

/** Where an update says that its handler had begun what must not begin twice. */
export const begunKey = 'begun'

/**
 * Gives a lane back to be tried again later, from the same update on; `begun` names the update if its handler has begun.
 * Returns false when the lane was no longer ours.
 */
export async function postpone(
  sql: Sql,
  lane: { lane: string; fence: number; delayMs: number; countsAsAttempt: boolean; begun?: number | undefined },
): Promise<boolean> {
  const rows = await sql`
    with ours as (
      select lane from lanes where lane = ${lane.lane} and fence = ${lane.fence} and waiting > 0 for update
    ), noted as (
      update inbox set payload = payload || jsonb_build_object(${begunKey}::text, true)
      from ours where inbox.lane = ours.lane and update_id = ${lane.begun ?? null}
    )
    update lanes set owner = null, ready_at = clock_timestamp() + make_interval(secs => ${lane.delayMs / 1000}),
      attempts = case when ${lane.countsAsAttempt} then attempts else greatest(attempts - 1, 0) end
    from ours where lanes.lane = ours.lane
    returning lanes.lane`
  return rows.length === 1
}
