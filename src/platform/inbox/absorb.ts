import type { Sql } from '#platform/database/sql.ts'
import type { Held } from './claim.ts'
import type { Update } from './lane.ts'

/** Where an update keeps those that were put into it. */
export const absorbedKey = 'followed_by'

/** An update that waits, and how long ago it was accepted, by the clock of the database. */
export interface Follower {
  update: Update
  ageMs: number
}

/** What waits in a claimed lane behind an update, oldest first. */
export async function following(sql: Sql, { lane }: Held, updateId: number, limit: number): Promise<Follower[]> {
  const rows = await sql<{ payload: Update; ageMs: number }>`
    select payload, (extract(epoch from clock_timestamp() - accepted_at) * 1000)::float8 as age_ms from inbox
    where lane = ${lane} and seq > (select seq from inbox where update_id = ${updateId})
    order by seq limit ${limit}`
  return rows.map(({ payload, ageMs }) => ({ update: payload, ageMs }))
}

/**
 * Puts updates that wait in a claimed lane into the one being handled, so that they are one from now on, also for the
 * process that handles it after a crash. Returns false when the lane was no longer ours, and then nothing was changed.
 * Without `updateIds` it says for ever that nothing belongs to this one.
 */
export async function absorb(sql: Sql, held: Held, updateId: number, updateIds: number[]): Promise<boolean> {
  if (updateIds.length === 0) return absorbNothing(sql, held, updateId, { onlyIfAlone: false })
  return sql.transaction(async (sql) => {
    const [lane] = await sql`select lane from lanes where lane = ${held.lane} and fence = ${held.fence} for update`
    if (!lane) return false
    await sql`
      update inbox set payload = payload || jsonb_build_object(${absorbedKey}::text, (
        select coalesce(jsonb_agg(payload order by seq), '[]') from inbox
        where lane = ${held.lane} and update_id = any (${updateIds}::bigint[])
      )) where update_id = ${updateId} and lane = ${held.lane}`
    const gone = await sql`
      delete from inbox where lane = ${held.lane} and update_id = any (${updateIds}::bigint[]) returning update_id`
    await sql`update lanes set waiting = waiting - ${gone.length} where lane = ${held.lane}`
    return true
  })
}

/**
 * One statement, because nearly every question is one message. The lane is locked, so an old fence changes nothing, and how
 * many wait in it is known. Returns false when nothing was changed: the lane is no longer ours, or it is not alone there.
 */
export async function absorbNothing(
  sql: Sql,
  held: Held,
  updateId: number,
  { onlyIfAlone }: { onlyIfAlone: boolean },
): Promise<boolean> {
  const rows = await sql`
    with ours as (
      select lane from lanes
      where lane = ${held.lane} and fence = ${held.fence} and (waiting = 1 or not ${onlyIfAlone}) for update
    )
    update inbox set payload = payload || jsonb_build_object(${absorbedKey}::text, '[]'::jsonb)
    from ours where inbox.lane = ours.lane and update_id = ${updateId} returning update_id`
  return rows.length === 1
}
