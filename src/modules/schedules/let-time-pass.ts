import { moveBack } from '#platform/database/move-back.ts'
import type { Sql } from '#platform/database/sql.ts'
import { runNow } from '#modules/maintenance/jobs.ts'

/**
 * For the sandbox, whose people do not want to wait: what would come due within this time comes due now, and the days on which
 * something came due are as many days ago.
 */
export async function letSchedulesPass(sql: Sql, seconds: number): Promise<void> {
  const now = new Date()
  await sql.transaction(async (sql) => {
    await moveBack(sql, { table: 'schedule_runs', dates: ['day'] }, seconds)
    await moveBack(sql, { table: 'schedules', dates: ['due_day'], moments: ['due_at'] }, seconds)
    // What is long due has missed its time.
    await sql`update schedules set due_at = ${now} where due_at < ${now}`
    await runNow(sql, 'fire-schedules')
  })
}
