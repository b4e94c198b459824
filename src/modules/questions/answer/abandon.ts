import type { Sql } from '#platform/database/sql.ts'
import { type Event, record } from '#modules/events/events.ts'
import { lockUser } from '#modules/users/users.ts'
import { findByUpdate } from '#modules/questions/ask/ask.ts'
import { type Costs, nothingTried, recordCosts } from '#modules/costs/record-costs.ts'
import { tellOfAbuse } from '#modules/notifications/owner-alerts.ts'
import { release } from '#modules/charging/work.ts'
import { giveGuestAnswerBack } from '#modules/free-trial/free-messages.ts'
import {
  isFreeForGuest,
  isGivenBack,
  type Question,
  type QuestionRow,
  questionOf,
  workOf,
} from '#modules/questions/question.ts'

/**
 * Ends a question without an answer and gives its price back, both at once or neither. Returns false when this attempt no
 * longer owns the question. What its tries have cost the owner is written down in any case.
 */
export async function abandon(
  sql: Sql,
  question: Question,
  outcome: {
    status: 'failed' | 'stopped' | 'abandoned'
    failure: string
    costs: Costs
    facts?: Record<string, unknown>
  },
): Promise<boolean> {
  return sql.transaction(async (sql) => {
    await lockUser(sql, question.userId)
    const [row] = await sql<QuestionRow>`
      update messages_log set status = ${outcome.status}, failure = ${outcome.failure}, working_until = null
      where user_id = ${question.userId} and id = ${question.id} and attempt = ${question.attempt} and status = 'pending'
      returning *`
    await recordCosts(sql, workOf(question), { costs: outcome.costs, ends: row !== undefined })
    if (!row) return false
    await giveBack(sql, questionOf(row), {
      kind: `question_${outcome.status}`,
      failure: outcome.failure,
      facts: outcome.facts,
    })
    if (outcome.failure === 'abuse') await tellOfAbuse(sql, question.userId)
    return true
  })
}

/**
 * An answer of which Telegram refused a part for good was not received, so it is not charged, whatever of it was shown.
 * Returns false when all of it was delivered, or its price was given back before.
 */
export async function refundUndelivered(
  sql: Sql,
  key: { telegramId: number; questionId: number; reason: string },
): Promise<boolean> {
  return sql.transaction(async (sql) => {
    await lockUser(sql, key.telegramId)
    const [row] = await sql<QuestionRow>`
      update messages_log set status = 'undelivered', failure = ${key.reason}
      where user_id = ${key.telegramId} and id = ${key.questionId} and status = 'answered' and delivered_at is null
      returning *`
    if (!row) return false
    await giveBack(sql, questionOf(row), { kind: 'answer_undelivered', failure: key.reason })
    return true
  })
}

/** What has become of the price of an update's question: there is none, it was given back, or its whole answer was delivered. */
export type Charge = 'none' | 'given_back' | 'paid'

/**
 * Settles the question of an update that is being given up: what is open ends, and what was answered without arriving whole
 * is given back. Doing it again changes nothing.
 */
export async function settleGivenUp(sql: Sql, key: { telegramId: number; updateId: number }): Promise<Charge> {
  return sql.transaction(async (sql) => {
    await lockUser(sql, key.telegramId)
    const open = await findByUpdate(sql, key)
    if (open?.status === 'pending')
      await abandon(sql, open, { status: 'abandoned', failure: 'its update was given up', costs: nothingTried })
    // It may have been answered a moment before.
    const answered = await findByUpdate(sql, key)
    if (answered?.status === 'answered' && answered.deliveredAt === null)
      await refundUndelivered(sql, { telegramId: key.telegramId, questionId: answered.id, reason: 'given up' })
    const question = await findByUpdate(sql, key)
    if (question?.status === 'pending') throw new Error(`Question ${question.id} was taken over while it was given up`)
    if (!question) return 'none'
    return isGivenBack(question) ? 'given_back' : 'paid'
  })
}

/** Ends every answer that a person still waits for, wherever it is being written. */
export async function stopOpenQuestions(sql: Sql, telegramId: number, failure: string): Promise<void> {
  // Locked, so that no other process takes one over meanwhile.
  const open = await sql<QuestionRow>`
    select * from messages_log where user_id = ${telegramId} and status = 'pending' order by id for update`
  for (const row of open) {
    await abandon(sql, questionOf(row), { status: 'stopped', failure, costs: nothingTried })
    // Whichever backend is answering hears it when this is committed.
    await sql`select pg_notify('stop_answer', ${String(row.id)})`
  }
}

const unfinished = { status: 'abandoned', failure: 'no process finished it', costs: nothingTried } as const

/** Questions that no process works on any more: released, so that no reservation outlives its question. */
export async function releaseStale(sql: Sql, options: { silentForMs: number; limit: number }): Promise<number> {
  const stale = await sql<QuestionRow>`
    select * from messages_log
    where status = 'pending' and working_until < now() - make_interval(secs => ${options.silentForMs / 1000})
    order by working_until limit ${options.limit}`
  let released = 0
  for (const row of stale) if (await abandon(sql, questionOf(row), unfinished)) released += 1
  return released
}

/** Questions whose update was given up without settling them, by a fault of ours: settled now. */
export async function releaseGivenUp(sql: Sql, options: { limit: number }): Promise<number> {
  const givenUp = await sql<{ telegramId: number; updateId: number }>`
    select m.user_id as "telegramId", m.update_id as "updateId"
    from dead_updates d join messages_log m on m.update_id = d.update_id
      and m.user_id = coalesce(d.payload #>> '{message,from,id}', d.payload #>> '{callback_query,from,id}',
        d.payload #>> '{guest_message,from,id}')::bigint
    where m.status = 'pending' or (m.status = 'answered' and m.delivered_at is null)
    limit ${options.limit}`
  for (const key of givenUp) await settleGivenUp(sql, key)
  return givenUp.length
}

async function giveBack(
  sql: Sql,
  question: Question,
  why: { kind: Event['kind']; failure: string; facts?: Record<string, unknown> | undefined },
) {
  await release(
    sql,
    workOf(question),
    question.status === 'undelivered' ? 'answer not delivered' : `question ${question.status}`,
  )
  if (isFreeForGuest(question)) await giveGuestAnswerBack(sql, workOf(question))
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
