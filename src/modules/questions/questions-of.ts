import type { Sql } from '#platform/database/sql.ts'

/** A question without its words. */
export interface QuestionOf {
  id: number
  at: Date
  model: string
  purse: string
  price: number
  status: string
  failure: string | null
  latencyMs: number | null
}

/** A person's last questions, newest first: what they cost and what became of them. */
export async function questionsOf(sql: Sql, telegramId: number, limit: number): Promise<QuestionOf[]> {
  return sql<QuestionOf>`
    select id, asked_at as at, coalesce(answered_by, model) as model, purse, price, status, failure, latency_ms
    from messages_log where user_id = ${telegramId} order by id desc limit ${limit}`
}
