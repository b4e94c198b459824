import type { Sql } from '#platform/database/sql.ts'
import { isGivenBack, type Question } from './question.ts'

/** What a question was charged, for the person who asked it. */
export interface Charge {
  id: number
  at: Date
  /** Null when its texts were deleted. */
  words: string | null
  model: string
  purse: Question['purse']
  /** In the source's own unit; 0 when it was given back. */
  price: number
  state: 'reserved' | 'charged' | 'given_back'
}

const longestWords = 200

/** A person's questions with what they were charged, newest first; or one of them. */
export async function chargesOf(
  sql: Sql,
  wanted: { telegramId: number; before: Date | null; id: number | null; limit: number },
): Promise<Charge[]> {
  const rows = await sql<Omit<Charge, 'state'> & { status: Question['status'] }>`
    select id, asked_at as at, left(question, ${longestWords}) as words, coalesce(answered_by, model) as model, purse, price, status
    from messages_log
    where user_id = ${wanted.telegramId} and (${wanted.before}::timestamptz is null or asked_at < ${wanted.before})
      and (${wanted.id}::bigint is null or id = ${wanted.id})
    order by asked_at desc, id desc limit ${wanted.limit}`
  return rows.map(({ status, ...row }) => {
    if (status === 'pending') return { ...row, state: 'reserved' }
    return isGivenBack({ status }) ? { ...row, state: 'given_back', price: 0 } : { ...row, state: 'charged' }
  })
}
