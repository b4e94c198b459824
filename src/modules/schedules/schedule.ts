import type { Sql } from '#platform/database/sql.ts'
import { chosenModel } from '#modules/catalog/catalog.ts'
import { usualQuestion, withSearch } from '#modules/catalog/price-of.ts'
import { type CatalogWithSearch, searcherOf } from '#modules/catalog/searcher.ts'
import type { User } from '#modules/users/users.ts'
import type { Every, PauseReason, ScheduleReply } from './contract.ts'
import { type Due, nextDue, type Rule } from './next-due.ts'

/** A row of `schedules`: a question that is asked by the clock. */
export interface Schedule {
  userId: number
  id: number
  said: string
  question: string
  /** Null: not chosen yet, as the time. */
  every: Every | null
  onDay: number | null
  atMinute: number | null
  state: 'draft' | 'active' | 'paused'
  pausedBecause: PauseReason | null
  agreedCredits: number | null
  messageId: number | null
  threadId: number
  dueAt: Date | null
}

interface Key {
  telegramId: number
  scheduleId: number
}

export async function listSchedules(sql: Sql, telegramId: number): Promise<Schedule[]> {
  return sql<Schedule>`select * from schedules where user_id = ${telegramId} order by id`
}

/** Locked until the end of the transaction. */
export async function lockSchedule(sql: Sql, { telegramId, scheduleId }: Key): Promise<Schedule | undefined> {
  const [row] = await sql<Schedule>`
    select * from schedules where user_id = ${telegramId} and id = ${scheduleId} for update`
  return row
}

/** Undefined until days and time are chosen. */
export function ruleOf({ every, onDay, atMinute }: Schedule): Rule | undefined {
  return every === null || atMinute === null ? undefined : { every, onDay, atMinute }
}

/** When it comes due next behind now; a day on which it came due before is over. */
export async function dueOf(
  sql: Sql,
  { userId, id }: Pick<Schedule, 'userId' | 'id'>,
  by: { rule: Rule; timeZone: string; now: Date },
): Promise<Due> {
  const [last] = await sql<{ day: string | null }>`
    select max(day)::text as day from schedule_runs where user_id = ${userId} and schedule_id = ${id}`
  return nextDue(by.rule, by.timeZone, { after: by.now, lastDay: last!.day })
}

/** What the person's next usual question costs in credits at most: with what may be looked up on the web for it. */
export function priceFor(catalog: CatalogWithSearch, { settings }: User): number {
  const model = chosenModel(catalog, settings.model)
  const usual = usualQuestion(model)
  const maySearch = settings.search && searcherOf(catalog, model.id) !== undefined
  return (maySearch ? withSearch(catalog, usual) : usual).priceCredits
}

export function replyOf(schedule: Schedule, prices: Pick<ScheduleReply, 'priceCredits' | 'once'>): ScheduleReply {
  const { id, said, question, every, onDay, atMinute, state, pausedBecause, dueAt, messageId } = schedule
  return {
    id,
    said,
    question,
    days: every === null ? null : { every, onDay },
    atMinute,
    state,
    pausedBecause,
    dueAt: dueAt?.toISOString() ?? null,
    messageId,
    ...prices,
  }
}
