import type { Sql } from '#database/sql.ts'
import type { Question } from './question.ts'

export interface Answer {
  text: string
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
  const rows = await sql`
    with answered as (
      update messages_log
      set status = 'answered', answer = ${answer.text}, finish_reason = ${answer.finishReason}, answered_at = clock_timestamp(),
        input_tokens = ${answer.inputTokens}, output_tokens = ${answer.outputTokens}, first_token_ms = ${answer.firstTokenMs},
        latency_ms = ${answer.latencyMs}, working_until = null
      where user_id = ${question.userId} and id = ${question.id} and attempt = ${question.attempt} and status = 'pending'
      returning user_id, id, model, purse, price
    )
    insert into events (level, kind, user_id, data)
    select 'info', 'question_answered', user_id, jsonb_build_object('questionId', id, 'model', model, 'purse', purse, 'price', price,
      'length', length(${answer.text}::text), 'inputTokens', ${answer.inputTokens}::integer,
      'outputTokens', ${answer.outputTokens}::integer, 'latencyMs', ${answer.latencyMs}::integer)
    from answered
    returning user_id`
  return rows.length === 1
}
