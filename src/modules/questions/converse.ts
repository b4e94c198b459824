import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import type { endpoints } from '#modules/endpoints.ts'
import { failureReason } from '#modules/shapes.ts'
import type { StreamEvent } from './stream.ts'
import type { Means } from '#modules/charging/access.ts'
import { ask, type Asked, findByUpdate } from './ask/ask.ts'
import { isGivenBack, type Question } from './question.ts'
import { leaseMs } from './answer/answering.ts'
import type { Context } from '#programs/backend/context.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { alternativeReply, answerReply, offersReply } from '#modules/replies.ts'

export type Conversing = StreamEvent | { type: 'silence' }
type Input = z.output<typeof endpoints.processMessage.body>

const silenceMs = 10_000
/** Longer than any answer takes, see the limits of the assistant. */
const waitLimitMs = 900_000

/**
 * One question from asking to its outcome, told as it happens. However often the same update comes, now or later, to this
 * process or another, the model is asked once and the purse is charged once.
 * @throws Refusal for an unknown or blocked person
 */
export async function* converse(context: Context, input: Input, signal: AbortSignal): AsyncGenerator<Conversing> {
  const startedAt = performance.now()
  const mayGoOn = () => performance.now() - startedAt < waitLimitMs && !signal.aborted && !context.answering.closing()
  let accepted = false
  for (let pauseMs = 200; mayGoOn(); pauseMs = Math.min(pauseMs * 2, 2000)) {
    const asked = await ask(context.sql, context.catalog, questionIn(input, context.config))
    if ('refused' in asked) return yield await refusal(context, input, asked)
    // Begun before anything is told: who asked may have gone meanwhile, and then we end at the first word to him.
    const run = runOf(context, asked)
    if (!accepted)
      yield { type: 'accepted', question_id: asked.question.id, delivered_message_ids: asked.question.answerMessageIds }
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

function questionIn(input: Input, { timeZone }: Context['config']) {
  return {
    telegramId: input.telegram_id,
    chatId: input.chat_id,
    threadId: input.thread_id,
    messageId: input.message_id,
    updateId: input.update_id,
    text: input.text ?? '',
    waiting: input.waiting?.update_id,
    agreed: input.waiting?.shown ?? input.follow_up?.shown,
    followUp: input.follow_up && { kind: input.follow_up.kind, questionId: input.follow_up.question_id },
    replyTo: input.reply_to && {
      messageId: input.reply_to.message_id,
      text: input.reply_to.text,
      quote: input.reply_to.quote,
    },
    modelId: input.model,
    timeZone,
    leaseMs,
  }
}

function keyOf(input: Input) {
  return { telegramId: input.telegram_id, updateId: input.update_id }
}

function runOf({ answering }: Context, asked: Exclude<Asked, { refused: unknown }>) {
  if (asked.next === 'answer') return answering.begin(asked)
  return asked.next === 'wait' ? answering.find(asked.question.id) : undefined
}

async function refusal(
  context: Context,
  { telegram_id: telegramId, model }: Input,
  asked: Extract<Asked, { refused: unknown }>,
): Promise<StreamEvent> {
  const { refused } = asked
  if (refused === 'user_not_found' || refused === 'user_blocked' || refused === 'question_not_found')
    throw new Refusal(refused)
  const waiting = 'waiting' in asked ? asked.waiting : null
  return {
    type: 'refused',
    reason: refused,
    offers: await offersReply(context, telegramId),
    price: 'price' in asked ? asked.price : null,
    waiting,
    alternative:
      waiting === null || refused === 'question_too_long' ? null : await alternativeReply(context, telegramId, model),
  }
}

async function outcome(context: Context, question: Question, means?: Means): Promise<StreamEvent> {
  if (question.status === 'answered') return { type: 'done', ...(await answerReply(context, question, means)) }
  const reason = failureReason.safeParse(question.status === 'failed' ? question.failure : question.status)
  return {
    type: 'failed',
    question_id: question.id,
    reason: reason.data ?? 'internal',
    given_back: isGivenBack(question),
  }
}
