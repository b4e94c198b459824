import type { Sql } from '#database/sql.ts'
import { lockUser } from '#domain/users.ts'
import { releaseDifference } from './hold.ts'
import type { Question } from './question.ts'

export interface Answer {
  text: string
  answeredBy: string
  /** What the model that answered costs. A cheaper stand-in costs its own price; a dearer one never more than was agreed. */
  price: number
  finishReason: string
  inputTokens: number | null
  outputTokens: number | null
  firstTokenMs: number | null
  latencyMs: number
}

/**
 * Stores the answer, which settles the hold. Returns false when this attempt no longer owns the question: its lease had
 * ended and another process has taken it over, so this answer must not be shown or charged.
 */
export async function recordAnswer(sql: Sql, question: Question, answer: Answer): Promise<boolean> {
  const surplus = question.purse === 'credits' ? question.price - answer.price : 0
  if (surplus <= 0) return settle(sql, question, question.price, answer)
  return sql.transaction(async (sql) => {
    await lockUser(sql, question.userId)
    if (!(await settle(sql, question, answer.price, answer))) return false
    await releaseDifference(sql, question, surplus)
    return true
  })
}

async function settle(sql: Sql, question: Question, price: number, answer: Answer): Promise<boolean> {
  const rows = await sql`
    with answered as (
      update messages_log
      set status = 'answered', answer = ${answer.text}, answered_by = ${answer.answeredBy}, price = ${price},
        finish_reason = ${answer.finishReason}, answered_at = clock_timestamp(), input_tokens = ${answer.inputTokens},
        output_tokens = ${answer.outputTokens}, first_token_ms = ${answer.firstTokenMs}, latency_ms = ${answer.latencyMs},
        working_until = null
      where user_id = ${question.userId} and id = ${question.id} and attempt = ${question.attempt} and status = 'pending'
      returning user_id, id, answer, answered_by, purse, price, input_tokens, output_tokens, latency_ms
    )
    insert into events (level, kind, user_id, data)
    select 'info', 'question_answered', user_id, jsonb_build_object('questionId', id, 'model', answered_by, 'purse', purse,
      'price', price, 'length', length(answer), 'inputTokens', input_tokens, 'outputTokens', output_tokens, 'latencyMs', latency_ms)
    from answered
    returning user_id`
  return rows.length === 1
}
