import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'

/** A provider that refuses everything because of its key, its account or the model's name. */
export interface RefusedProvider {
  /** The model's id in the catalogue. */
  model: string
  status: number | null
  message: string
}

export interface OwnerAlert extends RefusedProvider {
  eventId: number
}

/** Told again after so long, if it still is so. */
const windowHours = 1
/** What is older tells an owner nothing new. */
const longestWaitHours = 24

/**
 * Notes it as an error for the owner, once in each window for a model and status, whoever notices it. The worker hears of
 * it and writes to the owner. Returns whether it was news.
 */
export async function noteRefusedProvider(sql: Sql, refused: RefusedProvider): Promise<boolean> {
  return sql.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('provider_refused'))`
    const known = await sql`
      select 1 from events where kind = 'provider_refused' and at > now() - make_interval(hours => ${windowHours})
        and data ->> 'model' = ${refused.model} and (data ->> 'status') is not distinct from ${refused.status}::text limit 1`
    if (known.length > 0) return false
    await record(sql, { level: 'error', kind: 'provider_refused', data: { ...refused } })
    await sql`select pg_notify('owner_alert', '')`
    return true
  })
}

/** What no owner was told yet, oldest first. */
export async function untoldAlerts(sql: Sql): Promise<OwnerAlert[]> {
  return sql<OwnerAlert>`
    select id as "eventId", data ->> 'model' as model, (data ->> 'status')::integer as status, data ->> 'message' as message
    from events as alert
    where kind = 'provider_refused' and at > now() - make_interval(hours => ${longestWaitHours})
      and not exists (
        select from events as told
        where told.kind = 'owner_told' and told.at >= alert.at and (told.data ->> 'eventId')::bigint = alert.id
      )
    order by id limit 20`
}

export async function noteToldOwner(sql: Sql, { eventId, model }: OwnerAlert): Promise<void> {
  await record(sql, { level: 'info', kind: 'owner_told', data: { eventId, model } })
}
