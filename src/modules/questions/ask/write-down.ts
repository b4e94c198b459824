import type { Sql } from '#platform/database/sql.ts'
import type { Payment } from '#modules/charging/access.ts'
import { record } from '#modules/events/events.ts'
import type { Reference } from './follow-up.ts'
import { reserve } from '#modules/charging/work.ts'
import type { Exchange } from '#platform/models/prompt.ts'
import { mostEarlier } from './prompt.ts'
import type { Asking, Seen } from './look.ts'
import { type Question, type QuestionRow, questionOf, workOf } from '#modules/questions/question.ts'
import { titleOf } from '#modules/conversations/title.ts'

/** A question as it should be written down. */
export interface Wanted {
  reference: Reference
  modelId: string
  payment: Extract<Payment, { purse: unknown }>
  asking: Asking
}

/** A new question, and what was said before it when it came along: one round trip less. */
export interface WrittenDown {
  question: Question
  earlier?: Exchange[] | undefined
}

/**
 * The question, its reservation and its event in one statement, if the person's version is still the one seen. It reserves
 * by the same function of the database as `reserve`.
 */
export async function writeDown(sql: Sql, seen: Seen, wanted: Wanted): Promise<WrittenDown | undefined> {
  const { reference, modelId, payment, asking } = wanted
  const { text, about, aboutId, quoted } = reference
  const [row] = await sql<QuestionRow & { earlier: Exchange[] | null }>`
    with me as (
      update users set version = version + 1
      where telegram_id = ${asking.telegramId} and version = ${seen.version} and blocked_at is null
      returning telegram_id
    ), opened as (
      insert into conversations (user_id, chat_id, thread_id, title)
      select telegram_id, ${asking.chatId}::bigint, ${asking.threadId}::bigint, ${titleOf(text)}::text from me
      where ${seen.conversationId}::bigint is null
      on conflict (user_id, chat_id, thread_id) where ended_at is null do nothing
      returning id
    ), question as (
      insert into messages_log (user_id, update_id, chat_id, thread_id, message_id, conversation_id, question, about, about_id,
        quoted, model, purse, price, status, working_until)
      select telegram_id, ${asking.updateId}::bigint, ${asking.chatId}::bigint, ${asking.threadId}::bigint, ${asking.messageId}::bigint,
        coalesce(${seen.conversationId}::bigint, (select id from opened)), ${text}::text, ${about}::text, ${aboutId}::bigint,
        ${quoted}::text, ${modelId}::text, ${payment.purse}::text, ${payment.price}::integer, 'pending',
        clock_timestamp() + make_interval(secs => ${asking.leaseMs / 1000})
      from me
      where ${seen.conversationId}::bigint is not null or exists (select from opened)
      on conflict (user_id, update_id) do nothing
      returning *
    ), noted as (
      insert into events (level, kind, user_id, data)
      select 'info', 'question_asked', user_id, jsonb_build_object('questionId', id, 'updateId', update_id, 'length', length(question),
        'model', model, 'purse', purse, 'price', price, 'about', about)
      from question
    )
    select question.*, charge_work(user_id, 'question', id, 'reserve', attempt, purse, price, 'question'), case when about is distinct from 'again' then (
      select coalesce(jsonb_agg(earlier), '[]') from earlier_exchanges(user_id, conversation_id, id, ${mostEarlier}) as earlier
    ) end as earlier
    from question`
  return row && { question: questionOf(row), earlier: row.earlier ?? undefined }
}

/** A question whose reservation was released because everybody had forgotten it, and that is now asked after all. */
export async function reopen(sql: Sql, seen: Seen, known: Question, wanted: Wanted): Promise<WrittenDown | undefined> {
  const { reference, modelId, payment, asking } = wanted
  return sql.transaction(async (sql) => {
    const unchanged = await sql`
      update users set version = version + 1 where telegram_id = ${known.userId} and version = ${seen.version} returning version`
    if (unchanged.length === 0) return undefined
    const [row] = await sql<QuestionRow>`
      update messages_log
      set status = 'pending', failure = null, attempt = attempt + 1, model = ${modelId}, purse = ${payment.purse}, price = ${payment.price},
        working_until = clock_timestamp() + make_interval(secs => ${asking.leaseMs / 1000})
      where user_id = ${known.userId} and id = ${known.id} and status = 'abandoned' and question is not null
      returning *`
    if (!row) return undefined
    const question = questionOf(row)
    await reserve(sql, workOf(question))
    const { id: questionId, model, purse, price } = question
    const data = { questionId, updateId: question.updateId, length: reference.text.length, model, purse, price }
    await record(sql, { level: 'info', kind: 'question_asked', userId: question.userId, data })
    return { question }
  })
}
