import { accept } from '#platform/inbox/accept.ts'
import { laneOf } from '#platform/inbox/lane.ts'
import { isOutage, type Sql } from '#platform/database/sql.ts'
import { ownUpdate } from '#platform/telegram/own-message.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { Settings } from '#modules/users/contract.ts'
import { nextDue } from './next-due.ts'
import { pause, pauseAndTell, tellMissed } from './pause.ts'
import { ruleOf, type Schedule } from './schedule.ts'

/** What is later than this has missed its time: the next one is soon enough. */
export const latestMs = 2 * 3600_000

/** One whose time has come. */
type Coming = Schedule & { dueAt: Date; localDay: string; agreedCredits: number; messageId: number }

interface Person {
  firstName: string
  settings: Partial<Settings>
  isBlocked: boolean
  isUnreachable: boolean
  /** When they last wrote or pressed something, give or take half a minute. */
  heardAt: Date
}

/**
 * Puts into the inbox what has come due, each in a transaction with what it says of the next time: after a crash it has
 * happened, or it has not. Returns how many were due, at most `limit`.
 * @throws what kept some of them from it, after all others were tried
 */
export async function fireDue(
  { sql, log }: { sql: Sql; log: Log },
  { now, limit }: { now: Date; limit: number },
): Promise<number> {
  const due = await sql<Pick<Schedule, 'userId' | 'id'>>`
    select user_id, id from schedules where state = 'active' and due_at <= ${now} order by due_at limit ${limit}`
  const failures: unknown[] = []
  for (const key of due)
    try {
      await sql.transaction((sql) => fire(sql, key, now))
    } catch (error) {
      if (isOutage(error)) throw error
      log.error({ err: error, ...key }, 'A question that is due could not be asked')
      failures.push(error)
    }
  if (failures.length > 0) throw failures[0]
  return due.length
}

/** Another worker that holds it does the same. */
async function fire(sql: Sql, { userId, id }: Pick<Schedule, 'userId' | 'id'>, now: Date): Promise<void> {
  const [coming] = await sql<Coming>`
    select *, due_day::text as local_day from schedules
    where user_id = ${userId} and id = ${id} and state = 'active' and due_at <= ${now} for update skip locked`
  if (!coming) return
  const person = await findPerson(sql, userId)
  if (person.isUnreachable) return void (await pause(sql, coming, 'unreachable'))
  if (person.isBlocked) return putOff(sql, coming, person, now)
  const isLate = now.getTime() - coming.dueAt.getTime() > latestMs
  if (!isLate && (await isUnread(sql, coming, person))) {
    const run = `unread:${coming.localDay}`
    return pauseAndTell(sql, coming, { why: 'unread', credits: coming.agreedCredits, run })
  }
  const runId = await beginRun(sql, coming, isLate ? 'missed' : 'waiting')
  if (runId !== undefined && isLate) await tellMissed(sql, userId, now)
  if (runId !== undefined && !isLate) await putIntoInbox(sql, coming, { person, runId, now })
  await putOff(sql, coming, person, now)
}

async function findPerson(sql: Sql, telegramId: number): Promise<Person> {
  const [row] = await sql<Person>`
    select first_name, settings, blocked_at is not null as is_blocked, unreachable_since is not null as is_unreachable,
      coalesce(heard_at, created_at) as heard_at
    from users where telegram_id = ${telegramId}`
  return row!
}

/** A bot cannot see what is read: nothing was heard of the person since the answer before the last one. */
async function isUnread(sql: Sql, { userId, id }: Coming, { heardAt }: Person): Promise<boolean> {
  const [beforeLast] = await sql<{ askedAt: Date }>`
    select asked_at from schedule_runs where user_id = ${userId} and schedule_id = ${id} and state = 'asked'
    order by day desc offset 1 limit 1`
  return beforeLast !== undefined && heardAt < beforeLast.askedAt
}

/** Undefined: it was begun before for this local day. */
async function beginRun(
  sql: Sql,
  { userId, id, localDay, dueAt }: Coming,
  state: 'waiting' | 'missed',
): Promise<number | undefined> {
  const [run] = await sql<{ id: number }>`
    insert into schedule_runs (user_id, schedule_id, day, due_at, state)
    values (${userId}, ${id}, ${localDay}::date, ${dueAt}, ${state})
    on conflict (user_id, schedule_id, day) do nothing returning id`
  return run?.id
}

/** The bot handles it like a message of the person's, behind those that wait in the chat. */
async function putIntoInbox(
  sql: Sql,
  { userId, messageId, threadId }: Coming,
  { person, runId, now }: { person: Person; runId: number; now: Date },
): Promise<void> {
  const of = { id: userId, first_name: person.firstName }
  await accept(sql, [laneOf(ownUpdate({ number: runId, person: of, messageId, threadId, now }))!])
}

async function putOff(sql: Sql, coming: Coming, { settings }: Person, now: Date): Promise<void> {
  const { userId, id, localDay } = coming
  const next = nextDue(ruleOf(coming)!, settings.timeZone!, { after: now, lastDay: localDay })
  await sql`
    update schedules set due_at = ${next.at}, due_day = ${next.day}::date where user_id = ${userId} and id = ${id}`
}
