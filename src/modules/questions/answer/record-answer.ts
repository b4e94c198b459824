import type { Sql } from '#platform/database/sql.ts'
import { type Means, meansOf, type MeansRow } from '#modules/charging/access.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import type { Costs } from '#modules/costs/record-costs.ts'
import { restOf } from '#modules/charging/work.ts'
import { type NumberedSource, type Question, type QuestionRow, workOf } from '#modules/questions/question.ts'

export interface Answer {
  text: string
  /** Questions that could follow. */
  suggestions: string[]
  answeredBy: string
  /** What the model that answered costs. A cheaper stand-in costs its own price; a dearer one never more than was agreed. */
  price: number
  finishReason: string
  inputTokens: number | null
  outputTokens: number | null
  firstTokenMs: number | null
  latencyMs: number
  /** Searches that found something, and the pages that it names. */
  searches: number
  /** Null: nothing was looked up. */
  sources: NumberedSource[] | null
  /** How much of its price is for the owner's tools. */
  toolsPrice: number
  /** What all tries have cost the owner, those that failed too. */
  costs: Costs
}

/** A question that has got its answer, and what the person has left. */
export interface Settled {
  question: Question
  means: Means
}

/**
 * Stores the answer, which settles the hold. Undefined when this attempt no longer owns the question: its lease had ended
 * and another process has taken it over, so this answer must not be shown or charged; what it has cost is written down.
 */
export async function recordAnswer(
  sql: Sql,
  catalog: Catalog,
  question: Question,
  answer: Answer,
): Promise<Settled | undefined> {
  const actual = question.purse === 'trial' ? question.price : Math.min(answer.price, question.price)
  const rest = restOf(workOf(question), actual)
  const settled = await writeAnswer(sql, catalog, question, actual, answer)
  return settled && { ...settled, means: withRest(settled.means, question, rest) }
}

/** What the statement saw before the rest was given back. */
function withRest(means: Means, { purse }: Question, rest: number): Means {
  if (rest === 0) return means
  if (purse === 'credits') return { ...means, credits: means.credits + rest }
  const { subscription } = means
  return { ...means, subscription: subscription && { ...subscription, creditsToday: subscription.creditsToday - rest } }
}

/**
 * The answer, what it has cost, and what of its price is given back, in one statement: by the same function of the database
 * as `settle`, behind the same lock of the person's row.
 */
async function writeAnswer(
  sql: Sql,
  catalog: Catalog,
  question: Question,
  price: number,
  answer: Answer,
): Promise<Settled | undefined> {
  const { source, kind } = workOf(question)
  const rest = question.price - price
  const sources = answer.sources && JSON.stringify(answer.sources)
  const [row] = await sql<(Pick<QuestionRow, 'id' | ConcurrentPart> & MeansRow) | { id: null }>`
    with me as (
      update users set version = version + 1 where telegram_id = ${question.userId} and ${rest}::integer > 0 returning telegram_id
    ), answered as (
      update messages_log
      set status = 'answered', answer = ${answer.text}, suggestions = ${answer.suggestions.length > 0 ? answer.suggestions : null}::text[], answered_by = ${answer.answeredBy}, price = ${price},
        finish_reason = ${answer.finishReason}, answered_at = (select clock_timestamp()), input_tokens = ${answer.inputTokens},
        output_tokens = ${answer.outputTokens}, first_token_ms = ${answer.firstTokenMs}, latency_ms = ${answer.latencyMs},
        searches = ${answer.searches}, tools_price = ${answer.toolsPrice}, sources = ${sources}::jsonb, working_until = null
      where user_id = ${question.userId} and id = ${question.id} and attempt = ${question.attempt} and status = 'pending'
        and (${rest}::integer = 0 or exists (select from me))
      returning user_id, id, answered_by, purse, price, length(answer), input_tokens, output_tokens, latency_ms,
        question, quoted, heard, chat_id, answer_message_ids, delivered_at
    ), noted as (
      insert into events (level, kind, user_id, data)
      select 'info', 'question_answered', user_id, jsonb_build_object('questionId', id, 'model', answered_by, 'purse', purse,
        'price', price, 'length', length, 'inputTokens', input_tokens, 'outputTokens', output_tokens, 'latencyMs', latency_ms)
      from answered
    )
    select answered.id, answered.question, answered.quoted, answered.heard, answered.chat_id, answered.answer_message_ids,
      answered.delivered_at, means.*, case when ${rest}::integer > 0 and answered.id is not null then
      charge_work(answered.user_id, ${kind}, answered.id, 'settle', ${question.attempt}, ${source}, ${-rest}::integer, 'less was used than was reserved') end
    from record_costs(${question.userId}, ${kind}, ${question.id}, ${question.attempt}, ${source}, ${answer.costs}::jsonb,
      exists (select from answered)) as costs
    left join (answered join means on means.telegram_id = answered.user_id) on true`
  if (!row || row.id === null) return undefined
  return { question: answeredQuestion(question, price, answer, row), means: meansOf(row, catalog) }
}

/** What changes while a question is being answered: its voice is heard, its texts are deleted, its group moves, parts are shown. */
type ConcurrentPart = 'question' | 'quoted' | 'heard' | 'chatId' | 'answerMessageIds' | 'deliveredAt'

/** The row as the statement has left it; most of it is known here, and a wide row costs more than the answer itself. */
function answeredQuestion(
  question: Question,
  price: number,
  answer: Answer,
  { question: asked, quoted, heard, chatId, answerMessageIds, deliveredAt }: Pick<QuestionRow, ConcurrentPart>,
): Question {
  const { text, suggestions, answeredBy, finishReason, inputTokens, outputTokens, latencyMs } = answer
  return {
    ...question,
    answer: text,
    suggestions: suggestions.length > 0 ? suggestions : null,
    answeredBy,
    finishReason,
    inputTokens,
    outputTokens,
    latencyMs,
    searches: answer.searches,
    sources: answer.sources,
    toolsPrice: answer.toolsPrice,
    price,
    status: 'answered',
    workingUntil: null,
    text: asked,
    quoted,
    heard,
    chatId,
    answerMessageIds,
    deliveredAt,
  }
}
