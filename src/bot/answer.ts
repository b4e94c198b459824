import { InlineKeyboard } from 'grammy'
import { BackendUnavailable } from '#contract/client.ts'
import type { AnswerReply, FollowUp } from '#contract/shapes.ts'
import type { StreamEvent } from '#contract/stream.ts'
import { deliver, type Place } from '#delivery/deliver.ts'
import { formatAnswer } from '#delivery/markdown/format.ts'
import { pass } from '#delivery/pacing.ts'
import { type Progress, startProgress } from '#delivery/progress.ts'
import { deliverRich } from '#delivery/rich/deliver-rich.ts'
import { richMessage } from '#delivery/rich/rich-message.ts'
import { splitFormatted } from '#delivery/split.ts'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'
import { followUpKeyboard } from './follow-ups.ts'
import { explainFailure, explainRefusal, quietLine } from './outcome.ts'
import { placeOf, say } from './screen.ts'

export interface AskedQuestion {
  /** Either its words or what is wanted of an earlier answer. */
  text?: string
  followUp?: { kind: FollowUp; question_id: number }
  /** The message in which it was asked, or under which the button stands. */
  messageId: number
  /** What it replies to. */
  replyTo?: { message_id: number; text?: string } | undefined
}

/** The longest question that the backend takes, in UTF-16 units. */
const longestQuestion = 32_768

/** Some minutes in all: an update of the backend, or a database that recovers, takes less. */
const mostReports = 200
const longestReportPauseMs = 1_000

type Outcome = Extract<StreamEvent, { type: 'done' | 'refused' | 'failed' }>

/**
 * One question: the answer grows before the person's eyes and is then delivered whole. Whatever is interrupted goes on with
 * the next attempt of the same update, whose repetition costs nothing.
 */
export async function answer(ctx: BotContext, question: AskedQuestion): Promise<void> {
  if ((question.text?.length ?? 0) > longestQuestion)
    return say(ctx, ctx.t.refused.question_too_long, undefined, question.messageId)
  const place = { ...placeOf(ctx), replyTo: needsReply(ctx, question) ? question.messageId : undefined }
  const { outcome, grownMessageId } = await watchAnswerGrow(ctx, question, place)
  if (outcome.type === 'done') return showAnswer(ctx, question, place, outcome, grownMessageId)
  // Half an answer that came to nothing; it may be gone already.
  if (grownMessageId !== null) await ctx.api.deleteMessage(place.chatId, grownMessageId).catch(() => undefined)
  ctx.tools.sent.forget(ctx.update.update_id)
  if (outcome.type === 'refused') return explainRefusal(ctx, outcome, question.messageId)
  return explainFailure(ctx, outcome, question.messageId)
}

/** In a group an answer names its question, and one to a button the answer it is about; else it simply comes next. */
function needsReply(ctx: BotContext, { followUp }: AskedQuestion): boolean {
  return ctx.chat?.type !== 'private' || followUp !== undefined
}

async function watchAnswerGrow(
  ctx: BotContext,
  question: AskedQuestion,
  place: Place,
): Promise<{ outcome: Outcome; grownMessageId: number | null }> {
  let questionId = 0
  const progress = startProgress({
    api: ctx.tools.bareApi,
    place,
    isPrivate: ctx.chat?.type === 'private',
    mode: ctx.tools.progress,
    // Telegram says of a stopped draft only this number: it is the update, so that the press stops this answer and no other.
    draftId: Math.max(1, ctx.update.update_id),
    stopButton: new InlineKeyboard().add({
      text: ctx.t.buttons.stop,
      callback_data: data.stop(ctx.update.update_id),
      style: 'danger',
    }),
    texts: { thinking: ctx.t.thinking },
    pacing: ctx.tools.pacing,
    // Once: later, when the parts are on record, it would be wrong.
    onMessage: async (messageId) => {
      ctx.tools.sent.remember(ctx.update.update_id, [messageId])
      await ctx.tools.backend.reportDelivery({
        telegram_id: ctx.person.telegram_id,
        question_id: questionId,
        message_ids: [messageId],
        complete: false,
      })
    },
    log: ctx.log,
  })
  let outcome: Outcome | undefined
  let grownMessageId: number | null = null
  try {
    outcome = await follow(ctx, question, progress, (id) => (questionId = id))
  } finally {
    grownMessageId = await progress.finish()
  }
  if (!outcome) throw new Error('The backend ended the stream without an outcome')
  return { outcome, grownMessageId }
}

async function follow(
  ctx: BotContext,
  { text, followUp, messageId, replyTo }: AskedQuestion,
  progress: Progress,
  onAccepted: (questionId: number) => void,
): Promise<Outcome | undefined> {
  const { chatId, threadId } = placeOf(ctx)
  const updateId = ctx.update.update_id
  const place = { telegram_id: ctx.person.telegram_id, chat_id: chatId, thread_id: threadId, message_id: messageId }
  const events = ctx.tools.backend.streamAnswer(
    {
      ...place,
      update_id: updateId,
      ...(text === undefined ? {} : { text }),
      ...(followUp ? { follow_up: followUp } : {}),
      ...(replyTo ? { reply_to: replyTo } : {}),
    },
    { signal: ctx.handling.signal, updateId },
  )
  let outcome: Outcome | undefined
  let soFar = ''
  for await (const event of events) {
    if (event.type === 'accepted') {
      onAccepted(event.question_id)
      progress.adopt(event.delivered_message_ids[0] ?? ctx.tools.sent.of(updateId)[0])
    } else if (event.type === 'restarted') soFar = ''
    else if (event.type === 'delta') progress.push((soFar += event.text))
    else outcome = event
  }
  return outcome
}

async function showAnswer(
  ctx: BotContext,
  question: AskedQuestion,
  place: Place,
  done: AnswerReply,
  grownMessageId: number | null,
): Promise<void> {
  if (done.delivered) return
  const grown = grownMessageId === null ? [] : [grownMessageId]
  const known = longest(done.delivered_message_ids, ctx.tools.sent.of(ctx.update.update_id), grown)
  const delivered = await bring(ctx, place, done, known)
  if ('refused' in delivered) {
    const { refused } = delivered
    const { refunded } = await report(ctx, done.question_id, { message_ids: [], complete: false, refused })
    ctx.log.warn({ questionId: done.question_id, refused, refunded }, 'Telegram refused the answer for good')
    if (refused === 'rejected')
      await explainFailure(ctx, { reason: 'undelivered', question_id: done.question_id }, question.messageId)
    return
  }
  await report(ctx, done.question_id, { message_ids: delivered.messageIds, complete: true })
  ctx.tools.sent.forget(ctx.update.update_id)
  const line = quietLine(ctx, done)
  if (line) await say(ctx, line.text, line.keyboard)
}

/** As a rich message where the owner and the person want that and Telegram takes it; else in parts with entities. */
async function bring(ctx: BotContext, place: Place, done: AnswerReply, messageIds: number[]) {
  const { bareApi: api, pacing, richMessages } = ctx.tools
  const options = {
    api,
    place,
    pacing,
    keyboard: followUpKeyboard(ctx, done),
    onSent: async (ids: number[]) => void (await report(ctx, done.question_id, { message_ids: ids, complete: false })),
    signal: ctx.handling.signal,
  }
  const rich = richMessages && ctx.person.settings.rich && messageIds.length < 2 ? richMessage(done.answer) : undefined
  if (rich) {
    const delivered = await deliverRich({
      ...options,
      message: rich,
      messageId: messageIds[0],
      onSent: (id) => options.onSent([id]),
    })
    if (delivered !== 'unsupported') return 'refused' in delivered ? delivered : { messageIds: [delivered.messageId] }
    ctx.log.info({ questionId: done.question_id }, 'Telegram does not take this rich message; it goes out as text')
  }
  return deliver({ ...options, parts: splitFormatted(formatAnswer(done.answer)), messageIds })
}

/** Each knows the same messages from the first on; who knows more was told later. */
function longest(...known: number[][]): number[] {
  return known.reduce((most, one) => (one.length > most.length ? one : most))
}

/**
 * What stands in the chat must be on record, or the next attempt would send it again: so a backend that is away is waited
 * for, as long as this lane is ours, and this process remembers it for when it gets the lane again.
 */
async function report(
  { tools, person, handling, update }: BotContext,
  questionId: number,
  delivery: { message_ids: number[]; complete: boolean; refused?: string },
) {
  const said = { telegram_id: person.telegram_id, question_id: questionId, ...delivery }
  if (delivery.message_ids.length > 0) tools.sent.remember(update.update_id, delivery.message_ids)
  for (let turn = 1; ; turn += 1) {
    try {
      return await tools.backend.reportDelivery(said)
    } catch (error) {
      if (!(error instanceof BackendUnavailable) || turn === mostReports) throw error
      await pass(Math.min(100 * 2 ** turn, longestReportPauseMs), handling.signal)
    }
  }
}
