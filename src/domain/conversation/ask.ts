import type { Sql } from '#database/sql.ts'
import { choosePurse, findMeans, type NoAccess, type Payment } from '#domain/access.ts'
import { type Catalog, modelOf } from '#domain/catalog.ts'
import { record } from '#domain/events.ts'
import { lockUser, type User } from '#domain/users.ts'
import { isTooLong } from './fit-context.ts'
import { type FollowUp, type Reference, referToAnswer, referToMessage } from './follow-up.ts'
import { hold } from './hold.ts'
import { type Question, type QuestionRow, questionOf } from './question.ts'
import { systemPrompt } from './system-prompt.ts'
import { titleOf } from './title.ts'

export interface Asking {
  telegramId: number
  chatId: number
  threadId: number
  messageId: number
  updateId: number
  text: string
  /** Instead of a text: what is wanted of an earlier answer. */
  followUp?: { kind: FollowUp; questionId: number } | undefined
  /** The message it replies to, with its words. */
  replyTo?: { messageId: number; text?: string | undefined } | undefined
  modelId?: string | undefined
  /** How long this process may stay silent about the question before another may take it over. */
  leaseMs: number
}

export type Asked =
  /** Ours to answer: newly reserved, or taken over from a process that fell silent. */
  | { next: 'answer'; question: Question; user: User }
  /** Another process, or another request, is answering it right now. */
  | { next: 'wait'; question: Question }
  /** It has its outcome already. */
  | { next: 'repeat'; question: Question }
  | { refused: 'user_not_found' | 'user_blocked' | 'question_not_found' | 'question_too_long' | NoAccess }

/**
 * Writes a question down and reserves its price, in one transaction. The same update asks only once: its second coming
 * finds the first one's row, whatever has become of it.
 */
export async function ask(sql: Sql, catalog: Catalog, asking: Asking): Promise<Asked> {
  return sql.transaction(async (sql) => {
    const user = await lockUser(sql, asking.telegramId)
    if (!user) return { refused: 'user_not_found' }
    const known = await findByUpdate(sql, asking)
    if (known && known.status !== 'abandoned') return proceed(sql, user, known, asking)
    if (user.blocked) return { refused: 'user_blocked' }

    const reference = await refer(sql, user, asking)
    if (!reference) return { refused: 'question_not_found' }
    const model = modelOf(catalog, asking.modelId ?? user.settings.model)
    const alone = { system: systemPrompt(user), asked: reference.text + (reference.quoted ?? '') }
    if (await isTooLong(alone, model)) return { refused: 'question_too_long' }
    const means = await findMeans(sql, user.telegramId, catalog)
    const payment = choosePurse(means!, model)
    if ('refused' in payment) {
      await record(sql, {
        level: 'info',
        kind: 'question_refused',
        userId: user.telegramId,
        data: { reason: payment.refused, model: model.id },
      })
      return payment
    }
    const question = known
      ? await reopen(sql, known, reference, model.id, payment, asking)
      : await writeDown(sql, reference, model.id, payment, asking)
    await hold(sql, question)
    await record(sql, {
      level: 'info',
      kind: 'question_asked',
      userId: user.telegramId,
      data: {
        questionId: question.id,
        updateId: asking.updateId,
        length: reference.text.length,
        ...(reference.about ? { about: reference.about } : {}),
        model: model.id,
        ...payment,
      },
    })
    return { next: 'answer', question, user }
  })
}

/** A person's question by the update it came with. */
export async function findByUpdate(
  sql: Sql,
  key: { telegramId: number; updateId: number },
): Promise<Question | undefined> {
  const [row] = await sql<QuestionRow>`
    select * from messages_log where user_id = ${key.telegramId} and update_id = ${key.updateId}`
  return row && questionOf(row)
}

async function proceed(sql: Sql, user: User, question: Question, { leaseMs }: Asking): Promise<Asked> {
  if (question.status !== 'pending') return { next: 'repeat', question }
  const [taken] = await sql<QuestionRow>`
    update messages_log
    set attempt = attempt + 1, working_until = clock_timestamp() + make_interval(secs => ${leaseMs / 1000})
    where user_id = ${question.userId} and id = ${question.id} and working_until < clock_timestamp()
    returning *`
  return taken ? { next: 'answer', question: questionOf(taken), user } : { next: 'wait', question }
}

async function refer(sql: Sql, { language }: User, asking: Asking): Promise<Reference | undefined> {
  const { telegramId, chatId, text, followUp, replyTo } = asking
  if (followUp) return referToAnswer(sql, { telegramId, language, ...followUp })
  if (replyTo) return referToMessage(sql, { telegramId, chatId, text, replyTo })
  return { text, about: null, aboutId: null, quoted: null }
}

async function writeDown(
  sql: Sql,
  reference: Reference,
  modelId: string,
  payment: Extract<Payment, { purse: unknown }>,
  asking: Asking,
): Promise<Question> {
  const { text, about, aboutId, quoted } = reference
  const conversationId = await openConversation(sql, asking, titleOf(text))
  const [row] = await sql<QuestionRow>`
    insert into messages_log
      (user_id, update_id, chat_id, thread_id, message_id, conversation_id, question, about, about_id, quoted, model, purse, price,
        status, working_until)
    values (${asking.telegramId}, ${asking.updateId}, ${asking.chatId}, ${asking.threadId}, ${asking.messageId}, ${conversationId},
      ${text}, ${about}, ${aboutId}, ${quoted}, ${modelId}, ${payment.purse}, ${payment.price}, 'pending',
      clock_timestamp() + make_interval(secs => ${asking.leaseMs / 1000}))
    returning *`
  return questionOf(row!)
}

/** A question whose reservation was released because everybody had forgotten it, and that is now asked after all. */
async function reopen(
  sql: Sql,
  known: Question,
  { text }: Reference,
  modelId: string,
  payment: Extract<Payment, { purse: unknown }>,
  asking: Asking,
): Promise<Question> {
  const [row] = await sql<QuestionRow>`
    update messages_log
    set status = 'pending', failure = null, attempt = attempt + 1, model = ${modelId}, purse = ${payment.purse}, price = ${payment.price},
      question = coalesce(question, ${text}), working_until = clock_timestamp() + make_interval(secs => ${asking.leaseMs / 1000})
    where user_id = ${known.userId} and id = ${known.id}
    returning *`
  return questionOf(row!)
}

async function openConversation(sql: Sql, { telegramId, chatId, threadId }: Asking, title: string): Promise<number> {
  // The user's row is locked, so nobody else opens one between these two statements.
  const [open] = await sql<{ id: number }>`
    select id from conversations
    where user_id = ${telegramId} and chat_id = ${chatId} and thread_id = ${threadId} and ended_at is null`
  if (open) return open.id
  const [opened] = await sql<{ id: number }>`
    insert into conversations (user_id, chat_id, thread_id, title)
    values (${telegramId}, ${chatId}, ${threadId}, ${title}) returning id`
  return opened!.id
}
