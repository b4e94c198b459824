import type { Sql } from '#platform/database/sql.ts'
import { runNow } from '#modules/maintenance/jobs.ts'

/** For the sandbox, whose people do not want to wait: what would come due within this time comes due now. */
export async function letSchedulesPass(sql: Sql, seconds: number): Promise<void> {
  await sql.transaction(async (sql) => {
    await sql`
      update schedules set due_at = greatest(due_at - make_interval(secs => ${seconds}), (select now())) where state = 'active'`
    await runNow(sql, 'fire-schedules')
  })
}
