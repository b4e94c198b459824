import type { Sql } from '#platform/database/sql.ts'
import { say } from '#modules/notifications/outbox.ts'
import type { ReportedDay } from '#modules/notifications/contract.ts'
import { permissionsOf, type Role } from '#modules/users/contract.ts'
import { localTime } from '#platform/runtime/local-time.ts'
import { type DayLine, dayLines } from './daily-figures.ts'

/** At which hour a person with a role is sent the figures of a day. */
interface Chosen {
  telegramId: number
  hour: number
  /** By the language of the person; the time zone of the settings goes before it. */
  timeZone: string
}

/** The hour of a person's report; null: they want none. */
export async function reportHourOf(sql: Sql, telegramId: number): Promise<number | null> {
  const [row] = await sql<{ hour: number }>`select hour from daily_reports where telegram_id = ${telegramId}`
  return row?.hour ?? null
}

/** An hour that has passed today counts from tomorrow. */
export async function chooseReport(
  sql: Sql,
  { telegramId, hour, timeZone }: Omit<Chosen, 'hour'> & { hour: number | null },
  clock: { timeZone: string | undefined; now: Date },
): Promise<void> {
  if (hour === null) {
    await sql`delete from daily_reports where telegram_id = ${telegramId}`
    return
  }
  const here = localTime(clock.timeZone ?? timeZone, clock.now)
  await sql`
    insert into daily_reports (telegram_id, hour, time_zone, sent_on)
    values (${telegramId}, ${hour}, ${timeZone}, ${here.hour >= hour ? here.day : null}::date)
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

/** A report whose hour has come, on the local day that is named. */
interface DueReport {
  telegramId: number
  today: string
}

/** Those whose hour has come where they live: by the time zone of the settings, else by that of their language. */
export async function dueReports(sql: Sql, clock: { timeZone: string | undefined; now: Date }): Promise<DueReport[]> {
  const chosen = await sql<Chosen & { sentOn: string | null }>`
    select telegram_id, hour, time_zone, sent_on::text from daily_reports`
  return chosen.flatMap(({ telegramId, hour, timeZone, sentOn }) => {
    const here = localTime(clock.timeZone ?? timeZone, clock.now)
    return here.hour >= hour && (sentOn === null || sentOn < here.day) ? [{ telegramId, today: here.day }] : []
  })
}

/**
 * Writes the reports that are due, each once for its local day: the row is locked, and the key of what is said names the day.
 * Who has lost the role gets none. Returns how many.
 */
export async function writeReports(
  sql: Sql,
  due: DueReport[],
  { report: { day, before }, picture }: { report: Report; picture: Uint8Array },
): Promise<number> {
  const roles = (Object.keys(permissionsOf) as Role[]).filter((role) => permissionsOf[role].includes('see_figures'))
  return sql.transaction(async (sql) => {
    const taken = await sql<{ telegramId: number }>`
      update daily_reports d set sent_on = due.today
      from roles r, unnest(${due.map(({ telegramId }) => telegramId)}::bigint[], ${due.map(({ today }) => today)}::date[])
        as due (telegram_id, today)
      where r.telegram_id = d.telegram_id and r.role = any (${roles}::text[]) and due.telegram_id = d.telegram_id
        and (sent_on is null or sent_on < due.today)
      returning d.telegram_id`
    const ids = new Set(taken.map(({ telegramId }) => telegramId))
    for (const { telegramId, today } of due.filter((one) => ids.has(one.telegramId)))
      await say(sql, {
        key: `daily_report:${telegramId}:${today}`,
        to: { telegramId },
        kind: 'daily_report',
        data: { day, before },
        picture,
      })
    return taken.length
  })
}
