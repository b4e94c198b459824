import type { Sql } from '#platform/database/sql.ts'
import { runNow } from '#modules/maintenance/jobs.ts'

/** Further than any two days of the data lie apart, so that no two rows have one key meanwhile. */
const farDays = 100_000

/**
 * For the sandbox, whose people do not want to wait: what would come due within this time comes due now, and the days on which
 * something came due are as many days ago.
 */
export async function letSchedulesPass(sql: Sql, seconds: number): Promise<void> {
  const days = Math.floor(seconds / 86_400)
  await sql.transaction(async (sql) => {
    await sql`update schedule_runs set day = day - ${days + farDays}::integer`
    await sql`update schedule_runs set day = day + ${farDays}::integer`
    await sql`
      update schedules set due_day = due_day - ${days}::integer,
        due_at = greatest(due_at - make_interval(secs => ${seconds}), (select now()))
      where state = 'active'`
    await runNow(sql, 'fire-schedules')
  })
}
