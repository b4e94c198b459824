import type { Sql } from '#platform/database/sql.ts'
import type { Model } from '#modules/catalog/catalog.ts'
import type { Price } from '#modules/charging/access.ts'
import { record } from '#modules/events/events.ts'
import type { Reference } from './follow-up.ts'
import { reserve } from '#modules/charging/work.ts'
import { type EarlierExchange, mostEarlier } from './prompt.ts'
import { budgetsJson, reserveBudgets, type Reserving } from '#modules/costs/budgets.ts'
import { type Question, questionOf, type QuestionRow, workOf } from '#modules/questions/question.ts'
import { dropWaiting } from './waiting.ts'
import { noteShownPrice } from '#modules/conversations/with-assistant.ts'
import { titleOf } from '#modules/conversations/title.ts'
import { type Attachment, bindFiles } from '#modules/attachments/attachment.ts'
import { type FreeScope, takeFree } from '#modules/free-trial/free-messages.ts'
import { titleOfFiles } from '#modules/attachments/title-of-files.ts'
import type { Asking, Seen } from './look.ts'

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
  const { reserving, free, files, asking } = wanted
  const asked = askedOf(wanted)
  const title = titleOf(asked.text || titleOfFiles(files, seen.user.language))
  const budgets = reserving && budgetsJson(reserving)
  const limits = free.length === 0 ? null : JSON.stringify(free)
  const [row] = await sql<GivenByDatabase & { earlier: EarlierExchange[] | null }>`
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
        coalesce(${seen.conversationId}::bigint, (select id from opened)), ${asked.text}::text, ${asked.about}::text, ${asked.aboutId}::bigint,
        ${asked.quoted}::text, ${asked.transcriptOnly}::boolean, ${asked.attached}::integer, ${asked.extraTokens}::integer, ${asked.searchPrice}::integer, ${asked.toolsPrice}::integer, ${asked.model}::text, ${asked.wantedModel}::text, ${asked.catalogVersion}::integer, ${asked.assistant}::text, ${asked.purse}::text, ${asked.price}::integer, 'pending',
        clock_timestamp() + make_interval(secs => ${asking.leaseMs / 1000}), ${asking.worker}::text
      from me
      where ${seen.conversationId}::bigint is not null or exists (select from opened)
      on conflict (user_id, update_id) do nothing
      returning user_id, id, update_id, conversation_id, length(question) as length, about, model, purse, price, attempt, working_until
    ), noted as (
      insert into events (level, kind, user_id, data)
      select 'info', 'question_asked', user_id, jsonb_build_object('questionId', id, 'updateId', update_id, 'length', length,
        'model', model, 'purse', purse, 'price', price, 'about', about)
      from question
    )
    select id, conversation_id, attempt, working_until, charge_work(user_id, 'question', id, 'reserve', attempt, purse, price, 'question'),
      case when ${budgets}::jsonb is not null then reserve_budgets(user_id, 'question', id, ${reserving?.amount}, ${budgets}::jsonb) end,
      case when ${limits}::jsonb is not null then take_free(user_id, 'question', id, greatest(price, 1), ${limits}::jsonb) end,
      case when about is distinct from 'again' then (
      select coalesce(json_agg(json_build_object('id', earlier.id, 'question', earlier.question,
        'answer', earlier.answer, 'filesOf', earlier.files_of)), '[]') from earlier_exchanges(user_id, conversation_id, id, ${mostEarlier}) as earlier
    ) end as earlier
    from question`
  if (!row) return undefined
  const { id, conversationId, attempt, workingUntil, earlier } = row
  return { question: { ...asked, id, conversationId, attempt, workingUntil }, earlier: earlier ?? undefined }
}

/** All else of a new row is known here, and reading a wide row back costs both sides. */
type GivenByDatabase = Pick<Question, 'id' | 'conversationId' | 'attempt' | 'workingUntil'>

/** What is written down of a question that nobody has worked on. */
function askedOf(wanted: Wanted): Omit<Question, keyof GivenByDatabase> {
  const { reference, model, payment, asking, files, wantedModel, catalogVersion, assistant } = wanted
  const { text, about, aboutId, quoted, transcriptOnly } = reference
  const { extraTokens, searchPrice, toolsPrice } = wanted
  return {
    userId: asking.telegramId,
    updateId: asking.updateId,
    chatId: asking.chatId,
    threadId: asking.threadId,
    about,
    aboutId,
    quoted,
    text,
    heard: null,
    transcriptOnly,
    attached: files.length,
    extraTokens,
    searchPrice,
    toolsPrice,
    searches: 0,
    sources: null,
    answer: null,
    suggestions: null,
    model: model.id,
    answeredBy: null,
    wantedModel,
    catalogVersion,
    assistant,
    purse: payment.purse,
    price: payment.price,
    status: 'pending',
    failure: null,
    finishReason: null,
    inputTokens: null,
    outputTokens: null,
    latencyMs: null,
    answerMessageIds: [],
    deliveredAt: null,
  }
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
