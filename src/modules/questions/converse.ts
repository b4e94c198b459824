import { setTimeout as sleep } from 'node:timers/promises'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import { failureReason, type questionsEndpoints, type Quotation } from './contract.ts'
import { silenceDuring } from './silence.ts'
import type { Conversing, StreamEvent } from './stream.ts'
import { TelegramAway } from '#platform/telegram/telegram-files.ts'
import type { Means } from '#modules/charging/access.ts'
import { ask, type Asked, findByUpdate } from './ask/ask.ts'
import { priceOfAgain, type Quoted } from './ask/quote.ts'
import { isGivenBack, type Question } from './question.ts'
import { leaseMs } from './answer/answering.ts'
import type { QuestionContext } from './question-context.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { alternativeReply, offersReply } from '#modules/charging/replies.ts'
import { answerReply } from './answer-reply.ts'

type Input = HandlerInput<typeof questionsEndpoints.processMessage>

/** A third of what the bot waits for, so that one lost event is no fault. */
const silenceMs = 3_000
/** Longer than any answer takes, see the limits of the assistant. */
const waitLimitMs = 900_000

/**
 * One question from asking to its outcome, told as it happens. However often the same update comes, now or later, to this
 * process or another, the model is asked once and its price is charged once.
 * @throws Refusal for a person who is unknown or blocked, or has not agreed to the documents
 */
export async function* converse(
  context: QuestionContext,
  input: Input,
  signal: AbortSignal,
): AsyncGenerator<Conversing> {
  const startedAt = performance.now()
  const mayGoOn = () => performance.now() - startedAt < waitLimitMs && !signal.aborted && !context.answering.closing
  let accepted = false
  for (let pauseMs = 200; mayGoOn(); pauseMs = Math.min(pauseMs * 2, 1_000)) {
    const asked = await ask(context.sql, presentOf(context), questionIn(input, context))
    if ('refused' in asked) return yield await refusal(context, input, asked)
    if ('unreadable' in asked) return yield { type: 'unreadable', ...asked.unreadable }
    if ('quoted' in asked) return yield { type: 'quoted', ...quotationOf(asked.quoted) }
    if (asked.next === 'read') {
      yield* silenceDuring(readFiles(context, { telegramId: input.telegramId, updateId: asked.updateId }), silenceMs)
      continue
    }
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
    if (asked.next === 'wait' && !run) await context.answering.lookAfter(asked.question)
    yield { type: 'silence' }
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
  }
  throw new Refusal('answer_pending')
}

function presentOf({ catalogs, settings }: QuestionContext) {
  return { catalog: catalogs.present(), documents: settings.documents() }
}

function questionIn(input: Input, { settings, answering }: QuestionContext) {
  const { timeZone, freeLimits } = settings.present()
  return {
    telegramId: input.telegramId,
    chatId: input.chatId,
    threadId: input.threadId,
    messageId: input.messageId,
    updateId: input.updateId,
    ...contentIn(input),
    waiting: input.waiting?.updateId,
    agreed: input.scheduled?.shown ?? input.waiting?.shown ?? input.followUp?.shown,
    isScheduled: input.scheduled !== undefined,
    followUp: input.followUp && {
      kind: input.followUp.kind,
      questionId: input.followUp.questionId,
      suggestion: input.followUp.suggestion,
    },
    replyTo: input.replyTo && {
      messageId: input.replyTo.messageId,
      text: input.replyTo.text,
      quote: input.replyTo.quote,
    },
    modelId: input.model,
    timeZone,
    freeLimits,
    leaseMs,
    worker: answering.worker,
  }
}

/** A text is short for one part. */
function contentIn({ text, parts = [], transcriptOnly }: Input) {
  const words = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  const files = parts.flatMap((part) => (part.type === 'text' ? [] : [part]))
  return { text: text ?? words.join('\n\n'), files, transcriptOnly }
}

/** @throws Refusal when Telegram cannot be asked now */
export async function readFiles({ attachments }: QuestionContext, key: { telegramId: number; updateId: number }) {
  try {
    await attachments.readAll(key)
  } catch (error) {
    if (error instanceof TelegramAway) throw new Refusal('unavailable')
    throw error
  }
}

export function quotationOf({ price, waiting, validUntil, attachments }: Quoted): Quotation {
  return { price, waiting, validUntil: validUntil.toISOString(), attachments }
}

function keyOf(input: Input) {
  return { telegramId: input.telegramId, updateId: input.updateId }
}

function runOf({ answering }: QuestionContext, asked: Extract<Asked, { question: Question }>) {
  if (asked.next === 'answer') return answering.begin(asked)
  return asked.next === 'wait' ? answering.find(asked.question.id) : undefined
}

async function refusal(
  context: QuestionContext,
  { telegramId }: Input,
  asked: Extract<Asked, { refused: unknown }>,
): Promise<StreamEvent> {
  const { refused } = asked
  if (refused === 'user_not_found' || refused === 'user_blocked' || refused === 'question_not_found')
    throw new Refusal(refused)
  const waiting = 'waiting' in asked ? asked.waiting : null
  const kept = 'kept' in asked ? asked.kept : null
  if (refused === 'agreement_needed') throw new Refusal(refused, { waiting, kept })
  const alternative = 'alternative' in asked ? asked.alternative : null
  return {
    type: 'refused',
    reason: refused,
    offers: await offersReply(
      { sql: context.sql, catalog: context.catalogs.present(), config: context.settings.present() },
      telegramId,
    ),
    price: 'price' in asked ? asked.price : null,
    resumesAt: 'resumesAt' in asked ? (asked.resumesAt?.toISOString() ?? null) : null,
    waiting,
    kept,
    alternative: alternative !== null && waiting !== null ? alternativeReply(alternative) : null,
  }
}

async function outcome(context: QuestionContext, question: Question, means?: Means): Promise<StreamEvent> {
  if (question.status === 'answered') return { type: 'done', ...(await answerReply(context, question, means)) }
  const { sql, catalogs, settings } = context
  const reason = failureReason.safeParse(question.status === 'failed' ? question.failure : question.status)
  return {
    type: 'failed',
    questionId: question.id,
    reason: reason.data ?? 'internal',
    givenBack: isGivenBack(question),
    again: (await priceOfAgain(sql, catalogs.present(), question, settings.present())) ?? null,
  }
}
