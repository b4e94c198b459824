import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'
import type { Notices } from '#modules/notifications/contract.ts'
import { say } from '#modules/notifications/outbox.ts'
import type { PauseReason } from './contract.ts'
import type { Schedule } from './schedule.ts'

/** Pauses what is active, in the transaction of the caller, without a word. False: it is not active. */
export async function pause(
  sql: Sql,
  { userId, id }: Pick<Schedule, 'userId' | 'id'>,
  why: PauseReason,
): Promise<boolean> {
  const rows = await sql`
    update schedules set state = 'paused', paused_because = ${why}, due_at = null, due_day = null
    where user_id = ${userId} and id = ${id} and state = 'active' returning id`
  if (rows.length === 0) return false
  await record(sql, { level: 'info', kind: 'schedule_paused', userId, data: { id, reason: why } })
  return true
}

/**
 * The same, and the person is told once, with a button to go on at the price that an answer costs now. `run` names the
 * occasion.
 */
export async function pauseAndTell(
  sql: Sql,
  { userId, id, question }: Pick<Schedule, 'userId' | 'id' | 'question'>,
  { why, credits, run }: { why: Notices['schedule_paused']['why']; credits: number; run: string },
): Promise<void> {
  if (!(await pause(sql, { userId, id }, why))) return
  await say(sql, {
    key: `schedule_paused:${userId}:${id}:${run}`,
    to: { telegramId: userId },
    kind: 'schedule_paused',
    data: { id, why, question, credits },
  })
}

/** The time of something has passed, which a person is told once a day, whatever of theirs it was. */
export async function tellMissed(sql: Sql, userId: number, now: Date): Promise<void> {
  const day = now.toISOString().slice(0, 10)
  await say(sql, {
    key: `schedules_missed:${userId}:${day}`,
    to: { telegramId: userId },
    kind: 'schedules_missed',
    data: { day },
  })
}
