import type { Sql } from '#platform/database/sql.ts'
import type { Model, Catalog } from '#modules/catalog/catalog.ts'
import { type Means, meansOf, type MeansRow, type Price } from '#modules/charging/access.ts'
import { record } from '#modules/events/events.ts'
import type { Reference, FollowUp, ReplyTo } from './follow-up.ts'
import { reserve } from '#modules/charging/work.ts'
import { type EarlierExchange, mostEarlier } from './prompt.ts'
import { budgetsJson, reserveBudgets, type Reserving } from '#modules/costs/budgets.ts'
import { type Question, questionOf, type QuestionRow, workOf } from '#modules/questions/question.ts'
import { dropWaiting } from './waiting.ts'
import { findRole, type Role } from '#modules/assistants/role.ts'
import { noteShownPrice } from '#modules/conversations/with-assistant.ts'
import { titleOf } from '#modules/conversations/title.ts'
import { type Attachment, bindFiles, type SentFile } from '#modules/attachments/attachment.ts'
import { type FreeLimits, type FreeScope, takeFree } from '#modules/free-trial/free-messages.ts'
import { titleOfFiles } from '#modules/attachments/title-of-files.ts'
import { type User, userOf, type UserRow } from '#modules/users/users.ts'

export interface Asking {
  telegramId: number
  chatId: number
  threadId: number
  messageId: number
  updateId: number
  /** Its words, and the files that came with them. */
  text: string
  files: SentFile[]
  /** Whether the answer is what is said in its voice messages. */
  transcriptOnly: boolean
  /** Instead of words and files: what is wanted of an earlier answer. */
  followUp?: { kind: FollowUp; questionId: number; suggestion?: number | undefined } | undefined
  /** Or the waiting question of this update. */
  waiting?: number | undefined
  /** The price that was agreed to; null: what the question that it follows has cost; absent: any. */
  agreed?: Price | null | undefined
  /** It is asked by the clock, which asks again: it is not kept when it is refused. */
  isScheduled: boolean
  /** The message it replies to, with its words. */
  replyTo?: ReplyTo | undefined
  modelId?: string | undefined
  /** Where the people live, if the owner has said so. */
  timeZone: string | undefined
  /** Of what trials pay for. */
  freeLimits: FreeLimits
  /** How long this process may stay silent about the question before another may take it over. */
  leaseMs: number
  /** The name of this process, see Presence. */
  worker: string
}

/** What a question is decided from. */
export interface Seen {
  user: User
  means: Means
  /** Changes whenever the person's money or counters do. */
  version: number
  known: boolean
  conversationId: number | null
  /** Whether that has begun without a word, as with an assistant. */
  isUntitled: boolean
  /** Who answers in it, and what a question to it cost when its price was last shown; null: no assistant. */
  role: Role | null
  shown: Price | null
  /** What is remembered of the person, oldest first; nothing in a group, or where they do not want it. */
  facts: string[]
}

interface ConversationRow {
  conversationId: number | null
  isUntitled: boolean | null
  assistant: string | null
  shownPurse: Price['purse'] | null
  shownPrice: number | null
}

/** Everything that decides about a question, as it is at one moment. */
export async function look(sql: Sql, catalog: Catalog, asking: Asking): Promise<Seen | undefined> {
  const { telegramId, updateId, chatId, threadId } = asking
  const [row] = await sql<
    UserRow & MeansRow & ConversationRow & { version: number; known: boolean; facts: string[] | null }
  >`
    select u.*, means.*, c.id as conversation_id, c.title = '' as is_untitled, c.assistant, c.shown_purse, c.shown_price,
      exists (select from messages_log where user_id = u.telegram_id and update_id = ${updateId}) as known,
      case when ${chatId === telegramId}::boolean and coalesce((u.settings ->> 'remember')::boolean, true) then (
        select array_agg(f.fact order by f.id) from memory_facts f where f.user_id = u.telegram_id) end as facts
    from users u join means using (telegram_id)
    left join conversations c
      on c.user_id = u.telegram_id and c.chat_id = ${chatId} and c.thread_id = ${threadId} and c.ended_at is null
    where u.telegram_id = ${telegramId}`
  if (!row) return undefined
  const { version, known, conversationId, shownPurse, shownPrice } = row
  return {
    user: userOf(row),
    means: meansOf(row, catalog),
    version,
    known,
    conversationId,
    isUntitled: row.isUntitled ?? false,
    // Its price was agreed to without one, whatever the person talks about now.
    role: await findRole(sql, catalog, { telegramId, chatId, key: asking.isScheduled ? null : row.assistant }),
    shown: shownPurse === null ? null : { purse: shownPurse, price: shownPrice! },
    facts: row.facts ?? [],
  }
}

/** A question as it should be written down. */
export interface Wanted {
  reference: Reference
  model: Model
  payment: Price
  /** The model that was asked for, when a budget has chosen a cheaper one. */
  wantedModel: string | null
  /** By which it was quoted. */
  catalogVersion: number
  /** The key of the assistant that answers. */
  assistant: string | null
  /** What it may cost the owner at most; null when no budget is set. */
  reserving: Reserving | null
  /** What it counts for when the trial pays for it; else nothing. */
  free: FreeScope[]
  /** Its own files, and the room for them that its price pays for. */
  files: Attachment[]
  extraTokens: number
  /** How much of its price is for what may be looked up; null: nothing may be. */
  searchPrice: number | null
  /** And for the owner's tools. */
  toolsPrice: number
  asking: Asking
}

/** A new question, and what was said before it when it came along: one round trip less. */
export interface WrittenDown {
  question: Question
  earlier?: EarlierExchange[] | undefined
}

/**
 * The question, its reservation and its event in one statement, if the person's version is still the one seen. It reserves
 * by the same functions of the database as `reserve`, `reserveBudgets` and `takeFree`.
 */
export async function writeDown(sql: Sql, seen: Seen, wanted: Wanted): Promise<WrittenDown | undefined> {
  const { files, reference, asking } = wanted
  const { telegramId, updateId, waiting } = asking
  const newFiles = reference.about === 'again' ? 0 : files.length
  if (newFiles === 0 && waiting === undefined) return writeQuestion(sql, seen, wanted)
  return sql.transaction(async (sql) => {
    const written = await writeQuestion(sql, seen, wanted)
    if (!written) return undefined
    // An update that comes again may find its price told before; it is asked now, so that no button asks it once more.
    const first = { telegramId, updateId: waiting ?? updateId }
    const hasWaited = await dropWaiting(sql, first)
    if (waiting !== undefined && !hasWaited) throw new NotWaiting()
    if (newFiles > 0) await bindFiles(sql, first, written.question.id, newFiles)
    const { conversationId } = written.question
    // What files cost beyond a usual question says nothing of the next one.
    if (wanted.assistant !== null && files.length === 0)
      await noteShownPrice(sql, { telegramId, conversationId, shown: wanted.payment })
    return written
  })
}

/** A waiting question that was asked by another press meanwhile: this one is undone. */
export class NotWaiting extends Error {
  override name = 'NotWaiting'
}

async function writeQuestion(sql: Sql, seen: Seen, wanted: Wanted): Promise<WrittenDown | undefined> {
  const { reference, model, payment, wantedModel, catalogVersion, reserving, free, files, asking } = wanted
  const { extraTokens, searchPrice, toolsPrice } = wanted
  const { text, about, aboutId, quoted, transcriptOnly } = reference
  const title = titleOf(text || titleOfFiles(files, seen.user.language))
  const budgets = reserving && budgetsJson(reserving)
  const limits = free.length === 0 ? null : JSON.stringify(free)
  const [row] = await sql<QuestionRow & { earlier: EarlierExchange[] | null }>`
    with me as (
      update users set version = version + 1
      where telegram_id = ${asking.telegramId} and version = ${seen.version} and blocked_at is null
      returning telegram_id
    ), opened as (
      insert into conversations (user_id, chat_id, thread_id, title)
      select telegram_id, ${asking.chatId}::bigint, ${asking.threadId}::bigint, ${title}::text from me
      where ${seen.conversationId}::bigint is null
      on conflict (user_id, chat_id, thread_id) where ended_at is null do nothing
      returning id
    ), named as (
      update conversations set title = ${title}
      where ${seen.isUntitled}::boolean and user_id = ${asking.telegramId} and id = ${seen.conversationId}::bigint and title = ''
        and exists (select from me)
    ), question as (
      insert into messages_log (user_id, update_id, chat_id, thread_id, message_id, conversation_id, question, about, about_id,
        quoted, transcript_only, attached, extra_tokens, search_price, tools_price, model, wanted_model, catalog_version, assistant, purse, price, status, working_until, worker)
      select telegram_id, ${asking.updateId}::bigint, ${asking.chatId}::bigint, ${asking.threadId}::bigint, ${asking.messageId}::bigint,
        coalesce(${seen.conversationId}::bigint, (select id from opened)), ${text}::text, ${about}::text, ${aboutId}::bigint,
        ${quoted}::text, ${transcriptOnly}::boolean, ${files.length}::integer, ${extraTokens}::integer, ${searchPrice}::integer, ${toolsPrice}::integer, ${model.id}::text, ${wantedModel}::text, ${catalogVersion}::integer, ${wanted.assistant}::text, ${payment.purse}::text, ${payment.price}::integer, 'pending',
        clock_timestamp() + make_interval(secs => ${asking.leaseMs / 1000}), ${asking.worker}::text
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
    select question.*, charge_work(user_id, 'question', id, 'reserve', attempt, purse, price, 'question'),
      case when ${budgets}::jsonb is not null then reserve_budgets(user_id, 'question', id, ${reserving?.amount}, ${budgets}::jsonb) end,
      case when ${limits}::jsonb is not null then take_free(user_id, 'question', id, greatest(price, 1), ${limits}::jsonb) end,
      case when about is distinct from 'again' then (
      select coalesce(jsonb_agg(jsonb_build_object('id', earlier.id, 'question', earlier.question,
        'answer', earlier.answer, 'filesOf', earlier.files_of)), '[]') from earlier_exchanges(user_id, conversation_id, id, ${mostEarlier}) as earlier
    ) end as earlier
    from question`
  return row && { question: questionOf(row), earlier: row.earlier ?? undefined }
}

/** A question whose reservation was released because no process worked on it, and that is now asked after all. */
export async function reopen(sql: Sql, seen: Seen, known: Question, wanted: Wanted): Promise<WrittenDown | undefined> {
  const { reference, model, payment, wantedModel, catalogVersion, reserving, free, asking } = wanted
  const { extraTokens, searchPrice, toolsPrice } = wanted
  return sql.transaction(async (sql) => {
    const unchanged = await sql`
      update users set version = version + 1 where telegram_id = ${known.userId} and version = ${seen.version} returning version`
    if (unchanged.length === 0) return undefined
    const [row] = await sql<QuestionRow>`
      update messages_log
      set status = 'pending', failure = null, attempt = attempt + 1, model = ${model.id}, wanted_model = ${wantedModel}, catalog_version = ${catalogVersion}, assistant = ${wanted.assistant}, purse = ${payment.purse}, price = ${payment.price},
        extra_tokens = ${extraTokens}, search_price = ${searchPrice}, tools_price = ${toolsPrice},
        working_until = (select clock_timestamp()) + make_interval(secs => ${asking.leaseMs / 1000}), worker = ${asking.worker}
      where user_id = ${known.userId} and id = ${known.id} and status = 'abandoned' and question is not null
      returning *`
    if (!row) return undefined
    const question = questionOf(row)
    await reserve(sql, workOf(question))
    if (reserving) await reserveBudgets(sql, workOf(question), reserving)
    if (free.length > 0) await takeFree(sql, workOf(question), free)
    const { id: questionId, purse, price } = question
    const length = reference.text.length
    const data = { questionId, updateId: question.updateId, length, model: model.id, purse, price }
    await record(sql, { level: 'info', kind: 'question_asked', userId: question.userId, data })
    return { question }
  })
}
