import { areReportsDue, reportOf, writeReports } from '#modules/owner/daily-report.ts'
import type { TaskTools } from '#modules/task-tools.ts'
import { drawDays } from './draw-days.ts'

/** The figures of yesterday, for everybody whose hour has come. */
export async function sendReports({ sql, log }: TaskTools): Promise<void> {
  if (!(await areReportsDue(sql))) return
  const report = await reportOf(sql)
  const written = await writeReports(sql, report, await drawDays(report.days))
  log.debug({ written }, 'Daily reports were written')
}
