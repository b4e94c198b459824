import { dueReports, reportOf, writeReports } from '#modules/owner/daily-report.ts'
import type { TaskTools } from '#modules/task-tools.ts'
import { drawDays } from './draw-days.ts'

/** The figures of yesterday, for everybody whose hour has come. */
export async function sendReports({ sql, settings, log }: TaskTools): Promise<void> {
  const due = await dueReports(sql, { timeZone: settings.timeZone, now: new Date() })
  if (due.length === 0) return
  const report = await reportOf(sql)
  const written = await writeReports(sql, due, { report, picture: await drawDays(report.days) })
  log.debug({ written }, 'Daily reports were written')
}
