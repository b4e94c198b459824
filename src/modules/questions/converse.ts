import { setTimeout as sleep } from 'node:timers/promises'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import { type AnswerReply, failureReason, type questionsEndpoints } from './contract.ts'
import type { StreamEvent } from './stream.ts'
import type { Part } from '#platform/models/provider.ts'
import type { Means } from '#modules/charging/access.ts'
import { ask, type Asked, findByUpdate } from './ask/ask.ts'
import { isGivenBack, type Question } from './question.ts'
import { leaseMs } from './answer/answering.ts'
import type { QuestionContext } from './question-context.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { alternativeReply, describeMeans, meansReply, offersReply } from '#modules/charging/replies.ts'
import type { Sql } from '#platform/database/sql.ts'
import { type Catalog, modelOf } from '#modules/catalog/catalog.ts'

export type Conversing = StreamEvent | { type: 'silence' }
type Input = HandlerInput<typeof questionsEndpoints.processMessage>

const silenceMs = 10_000
/** Longer than any answer takes, see the limits of the assistant. */
const waitLimitMs = 900_000

/**
 * One question from asking to its outcome, told as it happens. However often the same update comes, now or later, to this
 * process or another, the model is asked once and its price is charged once.
 * @throws Refusal for an unknown or blocked person
 */
export async function* converse(
  context: QuestionContext,
  input: Input,
  signal: AbortSignal,
): AsyncGenerator<Conversing> {
  const startedAt = performance.now()
  const mayGoOn = () => performance.now() - startedAt < waitLimitMs && !signal.aborted && !context.answering.closing
  let accepted = false
  for (let pauseMs = 200; mayGoOn(); pauseMs = Math.min(pauseMs * 2, 2000)) {
    const asked = await ask(context.sql, context.catalog, questionIn(input, context.config))
    if ('refused' in asked) return yield await refusal(context, input, asked)
    // Begun before anything is told: the connection may be closed meanwhile, and then the first write ends this.
    const run = runOf(context, asked)
    if (!accepted)
      yield { type: 'accepted', questionId: asked.question.id, deliveredMessageIds: asked.question.answerMessageIds }
    accepted = true

    if (run) yield* run.follow(silenceMs, signal)
    if (run?.settled) return yield await outcome(context, run.settled.question, run.settled.means)
    const question = asked.next === 'repeat' ? asked.question : await findByUpdate(context.sql, keyOf(input))
    if (question && question.status !== 'pending') return yield await outcome(context, question)
    // Another process is answering, or this one could not store the outcome: look again until the lease has ended.
    yield { type: 'silence' }
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
  }
  throw new Refusal('answer_pending')
}

function questionIn(input: Input, { timeZone }: QuestionContext['config']) {
  return {
    telegramId: input.telegramId,
    chatId: input.chatId,
    threadId: input.threadId,
    messageId: input.messageId,
    updateId: input.updateId,
    parts: partsIn(input),
    waiting: input.waiting?.updateId,
    agreed: input.waiting?.shown ?? input.followUp?.shown,
    followUp: input.followUp && { kind: input.followUp.kind, questionId: input.followUp.questionId },
    replyTo: input.replyTo && {
      messageId: input.replyTo.messageId,
      text: input.replyTo.text,
      quote: input.replyTo.quote,
    },
    modelId: input.model,
    timeZone,
    leaseMs,
  }
}

/** A text is short for one part. Bytes travel as Base64. */
function partsIn({ text, parts = [] }: Input): Part[] {
  if (text !== undefined) return [{ type: 'text', text }]
  return parts.map((part) => (part.type === 'text' ? part : { ...part, data: Buffer.from(part.data, 'base64') }))
}

function keyOf(input: Input) {
  return { telegramId: input.telegramId, updateId: input.updateId }
}

function runOf({ answering }: QuestionContext, asked: Exclude<Asked, { refused: unknown }>) {
  if (asked.next === 'answer') return answering.begin(asked)
  return asked.next === 'wait' ? answering.find(asked.question.id) : undefined
}

async function refusal(
  context: QuestionContext,
  { telegramId, model }: Input,
  asked: Extract<Asked, { refused: unknown }>,
): Promise<StreamEvent> {
  const { refused } = asked
  if (
    refused === 'user_not_found' ||
    refused === 'user_blocked' ||
    refused === 'question_not_found' ||
    refused === 'unsupported_part'
  )
    throw new Refusal(refused)
  const waiting = 'waiting' in asked ? asked.waiting : null
  const hasAlternative = waiting !== null && refused !== 'question_too_long' && !('resumesAt' in asked)
  return {
    type: 'refused',
    reason: refused,
    offers: await offersReply(context, telegramId),
    price: 'price' in asked ? asked.price : null,
    resumesAt: 'resumesAt' in asked ? asked.resumesAt.toISOString() : null,
    waiting,
    alternative: hasAlternative ? await alternativeReply(context, telegramId, model) : null,
  }
}

async function outcome(context: QuestionContext, question: Question, means?: Means): Promise<StreamEvent> {
  if (question.status === 'answered') return { type: 'done', ...(await answerReply(context, question, means)) }
  const reason = failureReason.safeParse(question.status === 'failed' ? question.failure : question.status)
  return {
    type: 'failed',
    questionId: question.id,
    reason: reason.data ?? 'internal',
    givenBack: isGivenBack(question),
  }
}

/** An answered question, with what the person has left now. */
async function answerReply(
  context: { sql: Sql; catalog: Catalog },
  question: Question,
  means?: Means,
): Promise<AnswerReply> {
  return {
    questionId: question.id,
    chatId: question.chatId,
    answer: question.answer ?? '',
    model: question.answeredBy ?? question.model,
    modelTitle: modelOf(context.catalog, question.answeredBy ?? question.model).title,
    insteadOf: question.wantedModel === null ? null : modelOf(context.catalog, question.wantedModel).title,
    fellBack: question.answeredBy !== null && question.answeredBy !== question.model,
    finishReason: question.finishReason ?? 'stop',
    usage: { inputTokens: question.inputTokens, outputTokens: question.outputTokens, latencyMs: question.latencyMs },
    charged: { purse: question.purse, price: question.price },
    left: means ? describeMeans(means, context.catalog) : await meansReply(context, question.userId),
    deliveredMessageIds: question.answerMessageIds,
    delivered: question.deliveredAt !== null,
  }
}
