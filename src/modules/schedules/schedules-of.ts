import type { Sql } from '#platform/database/sql.ts'
import type { Every, PauseReason } from './contract.ts'

/** A question that is asked by the clock, without its words. */
interface ScheduleOf {
  id: number
  every: Every
  onDay: number | null
  atMinute: number
  state: 'active' | 'paused'
  pausedBecause: PauseReason | null
  dueAt: Date | null
}

/** Those of a person that were confirmed. */
export async function schedulesOf(sql: Sql, telegramId: number): Promise<ScheduleOf[]> {
  return sql<ScheduleOf>`
    select id, every, on_day, at_minute, state, paused_because, due_at from schedules
    where user_id = ${telegramId} and state <> 'draft' order by id`
}

/** Zero before the first. */
export async function lastScheduleOf(sql: Sql, telegramId: number): Promise<number> {
  const [last] = await sql<{ id: number }>`
    select coalesce(max(id), 0) as id from schedules where user_id = ${telegramId}`
  return last!.id
}

/** In characters. */
const mostOfQuestion = 120

/** The beginnings of what is asked, up to this one, for those who may read the words of a person. */
export async function scheduledWordsOf(
  sql: Sql,
  { telegramId, upTo }: { telegramId: number; upTo: number },
): Promise<{ id: number; question: string }[]> {
  return sql<{ id: number; question: string }>`
    select id, case when length(question) > ${mostOfQuestion}::integer
      then left(question, ${mostOfQuestion - 1}::integer) || '…' else question end as question
    from schedules where user_id = ${telegramId} and id <= ${upTo} and state <> 'draft' order by id`
}
