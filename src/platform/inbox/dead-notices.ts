import type { Sql } from '#platform/database/sql.ts'
import type { Update } from './lane.ts'

export interface DeadNotice {
  update: Update
  notice: string
  /** Whether it happened so long ago that this is the last try to tell. */
  last: boolean
}

/** Long enough to tell; whoever took a notice and died leaves it to the next after this time. */
const retrySeconds = 30
/** Telegram itself forgets what it could not bring for a day. */
const tellForHours = 24

/** What people must still be told of updates that were given up. A notice taken is ours for half a minute. */
export async function takeDeadNotices(sql: Sql, limit: number): Promise<DeadNotice[]> {
  return sql<DeadNotice>`
    update dead_updates set notice_at = clock_timestamp() + make_interval(secs => ${retrySeconds})
    where update_id in (
      select update_id from dead_updates where notice is not null and notice_at <= clock_timestamp()
      order by notice_at limit ${limit} for update skip locked
    )
    returning payload as update, notice, died_at < now() - make_interval(hours => ${tellForHours}) as last`
}

/** The person knows, or cannot be told. */
export async function dropDeadNotice(sql: Sql, updateId: number): Promise<void> {
  await sql`update dead_updates set notice = null where update_id = ${updateId}`
}
