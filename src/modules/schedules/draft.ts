import type { Sql } from '#platform/database/sql.ts'
import { agreementStateOf } from '#modules/users/agreement.ts'
import type { Documents } from '#modules/users/contract.ts'
import { findUser } from '#modules/users/users.ts'
import { type Days, mostSchedules } from './contract.ts'
import type { Schedule } from './schedule.ts'

export interface Drafted {
  telegramId: number
  updateId: number
  /** What the person wrote, and the question in it. */
  said: string
  question: string
  days: Days | null
  atMinute: number | null
}

/** Keeps a question that is to be asked by the clock; the same update brings the same one. */
export async function draft(
  sql: Sql,
  documents: Documents,
  drafted: Drafted,
): Promise<Schedule | { refused: 'user_not_found' | 'user_blocked' | 'agreement_needed' | 'too_many_schedules' }> {
  const { telegramId, updateId, said, question, days, atMinute } = drafted
  const user = await findUser(sql, telegramId)
  if (!user) return { refused: 'user_not_found' }
  if (user.blocked) return { refused: 'user_blocked' }
  if (agreementStateOf(user.agreement, documents) !== 'given') return { refused: 'agreement_needed' }
  if (!(await isFull(sql, telegramId)))
    await sql`
      insert into schedules (user_id, update_id, said, question, every, on_day, at_minute, state)
      values (${telegramId}, ${updateId}, ${said}, ${question}, ${days?.every}, ${days?.onDay}, ${atMinute}, 'draft')
      on conflict (user_id, update_id) do nothing`
  const [row] = await sql<Schedule>`
    select * from schedules where user_id = ${telegramId} and update_id = ${updateId}`
  return row ?? { refused: 'too_many_schedules' }
}

/** Whether a person has as many as they may, drafts not counted. */
export async function isFull(sql: Sql, telegramId: number): Promise<boolean> {
  const [row] = await sql<{ count: number }>`
    select count(*)::integer as count from schedules where user_id = ${telegramId} and state <> 'draft'`
  return row!.count >= mostSchedules
}
