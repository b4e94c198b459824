import type { PersonPage } from '#platform/database/page.ts'
import type { Sql } from '#platform/database/sql.ts'
import { isGivenBack, type Question } from './question.ts'

/** What a question was charged, for the person who asked it. */
export interface Charge {
  id: number
  /** Since 1970. */
  micros: number
  /** Null when its texts were deleted. */
  words: string | null
  model: string
  /** The key of the assistant that was asked. */
  assistant: string | null
  purse: Question['purse']
  /** In the source's own unit; 0 when it was given back. */
  price: number
  /** How much of it was for what was looked up. */
  search: number
  /** And for the owner's tools. */
  tools: number
  state: 'reserved' | 'charged' | 'given_back'
}

const longestWords = 200

/** A person's questions with what they were charged, newest first; or one of them. */
export async function chargesOf(sql: Sql, { telegramId, before, id, limit }: PersonPage): Promise<Charge[]> {
  const rows = await sql<Omit<Charge, 'state'> & { status: Question['status'] }>`
    select id, (extract(epoch from asked_at) * 1000000)::bigint as micros, left(question, ${longestWords}) as words,
      coalesce(answered_by, model) as model, assistant, purse, price, status,
      case when searches > 0 and status = 'answered' then least(price, coalesce(search_price, 0)) else 0 end as search,
      case when status = 'answered' then least(price, tools_price) else 0 end as tools
    from messages_log
    where user_id = ${telegramId} and (${id}::bigint is null or id = ${id})
      and (${before?.at}::timestamptz is null or (asked_at, id) < (${before?.at}, ${before?.key}::bigint))
    order by asked_at desc, id desc limit ${limit}`
  return rows.map(({ status, ...row }) => {
    if (status === 'pending') return { ...row, state: 'reserved' }
    return isGivenBack({ status }) ? { ...row, state: 'given_back', price: 0 } : { ...row, state: 'charged' }
  })
}
