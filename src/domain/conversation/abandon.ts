import type { Sql } from '#database/sql.ts'
import { type Event, record } from '#domain/events.ts'
import { lockUser } from '#domain/users.ts'
import { findByUpdate } from './ask.ts'
import { release } from './hold.ts'
import { type Question, type QuestionRow, questionOf } from './question.ts'

/**
 * Ends a question without an answer and gives its price back, both at once or neither. Returns false when this attempt no
 * longer owns the question.
 */
export async function abandon(
  sql: Sql,
  question: Question,
  outcome: { status: 'failed' | 'stopped' | 'abandoned'; failure: string; facts?: Record<string, unknown> },
): Promise<boolean> {
  return sql.transaction(async (sql) => {
    await lockUser(sql, question.userId)
    const [row] = await sql<QuestionRow>`
      update messages_log set status = ${outcome.status}, failure = ${outcome.failure}, working_until = null
      where user_id = ${question.userId} and id = ${question.id} and attempt = ${question.attempt} and status = 'pending'
      returning *`
    if (!row) return false
    await giveBack(sql, questionOf(row), {
      kind: `question_${outcome.status}`,
      failure: outcome.failure,
      facts: outcome.facts,
    })
    return true
  })
}

/** An answer that Telegram refused for good was not received, so it is not charged. Returns false when it was delivered or refunded before. */
export async function refundUndelivered(
  sql: Sql,
  key: { telegramId: number; questionId: number; reason: string },
): Promise<boolean> {
  return sql.transaction(async (sql) => {
    await lockUser(sql, key.telegramId)
    const [row] = await sql<QuestionRow>`
      update messages_log set status = 'undelivered', failure = ${key.reason}
      where user_id = ${key.telegramId} and id = ${key.questionId} and status = 'answered' and delivered_at is null
        and answer_message_ids = '{}'
      returning *`
    if (!row) return false
    await giveBack(sql, questionOf(row), { kind: 'answer_undelivered', failure: key.reason })
    return true
  })
}

/**
 * The update that a question came with was given up, and the person is told that nothing was charged: what is open ends,
 * and what was answered without arriving is given back.
 */
export async function releaseGivenUp(sql: Sql, key: { telegramId: number; updateId: number }): Promise<boolean> {
  const question = await findByUpdate(sql, key)
  if (question?.status === 'pending')
    return abandon(sql, question, { status: 'abandoned', failure: 'its update was given up' })
  if (question?.status !== 'answered') return false
  return refundUndelivered(sql, { telegramId: key.telegramId, questionId: question.id, reason: 'given up' })
}

/** Questions nobody has worked on for so long that nobody will: released, so that no hold outlives its question. */
export async function releaseStale(sql: Sql, options: { silentForMs: number; limit: number }): Promise<number> {
  const stale = await sql<QuestionRow>`
    select * from messages_log
    where status = 'pending' and working_until < now() - make_interval(secs => ${options.silentForMs / 1000})
    order by working_until limit ${options.limit}`
  let released = 0
  for (const row of stale)
    if (await abandon(sql, questionOf(row), { status: 'abandoned', failure: 'nobody finished it' })) released += 1
  return released
}

async function giveBack(
  sql: Sql,
  question: Question,
  why: { kind: Event['kind']; failure: string; facts?: Record<string, unknown> | undefined },
) {
  await release(sql, question)
  await record(sql, {
    level: why.kind === 'question_stopped' ? 'info' : 'warn',
    kind: why.kind,
    userId: question.userId,
    data: {
      questionId: question.id,
      model: question.model,
      purse: question.purse,
      price: question.price,
      reason: why.failure,
      ...why.facts,
    },
  })
}
