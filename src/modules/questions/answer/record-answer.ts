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
  const answered = withAnswer(question, price, answer)
  const [row] = await sql<(Pick<QuestionRow, 'id' | ChangedByOthers> & MeansRow) | { id: null }>`
    with me as (
      update users set version = version + 1 where telegram_id = ${question.userId} and ${rest}::integer > 0 returning telegram_id
    ), answered as (
      update messages_log
      set status = 'answered', answer = ${answered.answer}, suggestions = ${answered.suggestions}::text[], answered_by = ${answered.answeredBy}, price = ${answered.price},
        finish_reason = ${answered.finishReason}, answered_at = (select clock_timestamp()), input_tokens = ${answered.inputTokens},
        output_tokens = ${answered.outputTokens}, first_token_ms = ${answer.firstTokenMs}, latency_ms = ${answered.latencyMs},
        searches = ${answered.searches}, tools_price = ${answered.toolsPrice}, sources = ${answered.sources && JSON.stringify(answered.sources)}::jsonb, working_until = null
      where user_id = ${question.userId} and id = ${question.id} and attempt = ${question.attempt} and status = 'pending'
        and (${rest}::integer = 0 or exists (select from me))
      returning user_id, id, answered_by, purse, price, length(answer) as length, input_tokens, output_tokens, latency_ms,
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
  const { question: text, quoted, heard, chatId, answerMessageIds, deliveredAt } = row
  const asItIsNow = { text, quoted, heard, chatId, answerMessageIds, deliveredAt }
  return { question: { ...answered, ...asItIsNow }, means: meansOf(row, catalog) }
}

/**
 * What others change while a question is being answered: its voice is heard, its texts are deleted, its group moves, parts
 * are shown. All else is known here, and reading a wide row back costs both sides.
 */
type ChangedByOthers = 'question' | 'quoted' | 'heard' | 'chatId' | 'answerMessageIds' | 'deliveredAt'

/** What is written down of a question with its answer. */
function withAnswer(question: Question, price: number, answer: Answer): Question {
  const { text, suggestions, finishReason, inputTokens, outputTokens, latencyMs, searches, sources, toolsPrice } =
    answer
  return {
    ...question,
    status: 'answered',
    answer: text,
    suggestions: suggestions.length > 0 ? suggestions : null,
    answeredBy: answer.answeredBy,
    price,
    finishReason,
    inputTokens,
    outputTokens,
    latencyMs,
    searches,
    sources,
    toolsPrice,
    workingUntil: null,
  }
}
