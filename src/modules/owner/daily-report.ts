import type { Sql } from '#platform/database/sql.ts'
import { say } from '#modules/notifications/outbox.ts'
import type { ReportedDay } from '#modules/notifications/contract.ts'
import { permissionsOf, type Role } from '#modules/users/contract.ts'
import { type DayLine, dayLines } from './daily-figures.ts'

/** The hour of somebody's report; null: they want none. */
export async function reportHourOf(sql: Sql, telegramId: number): Promise<number | null> {
  const [row] = await sql<{ hour: number }>`select hour from daily_reports where telegram_id = ${telegramId}`
  return row?.hour ?? null
}

/** An hour that has passed today counts from tomorrow. */
export async function chooseReport(
  sql: Sql,
  { telegramId, hour, timeZone }: { telegramId: number; hour: number | null; timeZone: string },
): Promise<void> {
  if (hour === null) await sql`delete from daily_reports where telegram_id = ${telegramId}`
  else
    await sql`
      insert into daily_reports (telegram_id, hour, time_zone, sent_on)
      select ${telegramId}::bigint, ${hour}::integer, ${timeZone}::text,
        case when extract(hour from here) >= ${hour}::integer then here::date end
      from (select now() at time zone ${timeZone}::text as here) as clock
      on conflict (telegram_id) do update set hour = excluded.hour, time_zone = excluded.time_zone,
        sent_on = greatest(daily_reports.sent_on, excluded.sent_on)`
}

export interface Report {
  day: ReportedDay
  before: ReportedDay
  /** The last fourteen days, oldest first. */
  days: DayLine[]
}

const shownDays = 14

/** Yesterday in UTC beside the day before it. */
export async function reportOf(sql: Sql): Promise<Report> {
  const days = (await dayLines(sql, shownDays + 1)).slice(0, -1)
  const payers = await sql<{ day: string; payers: number }>`
    select (paid_at at time zone 'UTC')::date::text as day, count(distinct user_id)::integer as payers from transactions
    where paid_at >= date_trunc('day', now(), 'UTC') - interval '2 days' group by 1`
  const [before, day] = days.slice(-2).map((line) => {
    const { day, revenue, cost, answers, users, errors, revenueStars } = line
    const paid = payers.find((one) => one.day === day)?.payers ?? 0
    return { day, revenue, cost, answers, users, errors, revenueStars, payers: paid }
  })
  return { day: day!, before: before!, days }
}

/**
 * Writes the reports that are due, each once for its local day: the row is locked, and the key of what is said names the day.
 * Who has lost the role gets none. Returns how many.
 */
export async function writeReports(sql: Sql, report: Report, picture: Uint8Array): Promise<number> {
  const roles = (Object.keys(permissionsOf) as Role[]).filter((role) => permissionsOf[role].includes('see_figures'))
  return sql.transaction(async (sql) => {
    const due = await sql<{ telegramId: number; today: string }>`
      update daily_reports d set sent_on = (now() at time zone time_zone)::date
      from roles r where r.telegram_id = d.telegram_id and r.role = any (${roles}::text[])
        and extract(hour from now() at time zone time_zone) >= hour
        and coalesce(sent_on, '-infinity') < (now() at time zone time_zone)::date
      returning d.telegram_id, sent_on::text as today`
    const { day, before } = report
    for (const { telegramId, today } of due)
      await say(sql, {
        key: `daily_report:${telegramId}:${today}`,
        to: { telegramId },
        kind: 'daily_report',
        data: { day, before },
        picture,
      })
    return due.length
  })
}

export async function areReportsDue(sql: Sql): Promise<boolean> {
  const rows = await sql`
    select 1 from daily_reports where extract(hour from now() at time zone time_zone) >= hour
      and coalesce(sent_on, '-infinity') < (now() at time zone time_zone)::date limit 1`
  return rows.length > 0
}
