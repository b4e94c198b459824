import type { Sql } from '#platform/database/sql.ts'
import { changeProfile, findUser, lockUser } from '#modules/users/users.ts'
import type { Days } from './contract.ts'
import { pause } from './pause.ts'
import { dueOf, listSchedules, lockSchedule, ruleOf, type Schedule } from './schedule.ts'

interface Change {
  telegramId: number
  scheduleId: number
  days?: Days | undefined
  atMinute?: number | undefined
}

/** Changes when a question is asked; undefined when there is no such one. */
export async function changeSchedule(sql: Sql, change: Change): Promise<Schedule | undefined> {
  const { telegramId, scheduleId, days, atMinute } = change
  return sql.transaction(async (sql) => {
    const schedule = await lockSchedule(sql, change)
    if (!schedule) return undefined
    const changed = { ...schedule, ...days, ...(atMinute === undefined ? {} : { atMinute }) }
    await sql`
      update schedules set every = ${changed.every}, on_day = ${changed.onDay}, at_minute = ${changed.atMinute}
      where user_id = ${telegramId} and id = ${scheduleId}`
    const user = await findUser(sql, telegramId)
    return keepDue(sql, changed, user!.settings.timeZone)
  })
}

/** Keeps where a person lives, and what comes due when by the clocks there. False: they are unknown. */
export async function chooseTimeZone(
  sql: Sql,
  { telegramId, timeZone }: { telegramId: number; timeZone: string },
): Promise<boolean> {
  return sql.transaction(async (sql) => {
    if (!(await lockUser(sql, telegramId))) return false
    await changeProfile(sql, { telegramId, settings: { timeZone } })
    for (const { id } of await listSchedules(sql, telegramId)) {
      const schedule = await lockSchedule(sql, { telegramId, scheduleId: id })
      if (schedule) await keepDue(sql, schedule, timeZone)
    }
    return true
  })
}

/** The person wants it no more, until they start it again. What is not active stays as it is. */
export async function pauseByPerson(
  sql: Sql,
  key: { telegramId: number; scheduleId: number },
): Promise<Schedule | undefined> {
  return sql.transaction(async (sql) => {
    await pause(sql, { userId: key.telegramId, id: key.scheduleId }, 'asked')
    return lockSchedule(sql, key)
  })
}

export async function deleteSchedule(
  sql: Sql,
  { telegramId, scheduleId }: { telegramId: number; scheduleId: number },
): Promise<void> {
  await sql`delete from schedules where user_id = ${telegramId} and id = ${scheduleId}`
}

/** Only what is active comes due. */
async function keepDue(sql: Sql, schedule: Schedule, timeZone: string | null): Promise<Schedule> {
  const rule = ruleOf(schedule)
  if (schedule.state !== 'active' || !rule || timeZone === null) return schedule
  const due = await dueOf(sql, schedule, { rule, timeZone, now: new Date() })
  await sql`
    update schedules set due_at = ${due.at}, due_day = ${due.day}::date
    where user_id = ${schedule.userId} and id = ${schedule.id}`
  return { ...schedule, dueAt: due.at }
}
