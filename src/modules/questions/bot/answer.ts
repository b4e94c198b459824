import { InlineKeyboard } from 'grammy'
import { BackendUnavailable } from '#bot-kit/backend-client.ts'
import type { StreamEvent } from '#modules/questions/stream.ts'
import type { Place } from '#platform/telegram/deliver.ts'
import { pass } from '#platform/runtime/pass.ts'
import { Progress } from '#platform/telegram/progress.ts'
import type { AskedQuestion } from '#bot-kit/asked-question.ts'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { explainFailure, explainRefusal } from './outcome.ts'
import { placeOf, say } from '#bot-kit/screen.ts'
import { showAnswer } from './show-answer.ts'

/** The longest question that the backend takes, in UTF-16 units. */
const longestQuestion = 32_768

/** For the question to be given up by the one and taken by the other. */
const handoverMs = 300

type Outcome = Extract<StreamEvent, { type: 'done' | 'refused' | 'failed' }>

/**
 * One question: the answer grows before the person's eyes and is then delivered whole. Whatever is interrupted goes on with
 * the next attempt of the same update, whose repetition costs nothing.
 */
export async function answer(ctx: BotContext, question: AskedQuestion): Promise<void> {
  if ((question.text?.length ?? 0) > longestQuestion)
    return say(ctx, ctx.t.refused.question_too_long, undefined, question.messageId)
  const place = { ...placeOf(ctx), replyTo: question.answerTo }
  const { outcome, grownMessageId } = await watchAnswerGrow(ctx, question, place)
  if (outcome.type === 'done') return showAnswer(ctx, question.messageId, place, outcome, grownMessageId)
  // Half an answer that came to nothing; it may be gone already.
  if (grownMessageId !== null) await ctx.api.deleteMessage(place.chatId, grownMessageId).catch(() => undefined)
  ctx.tools.sent.forget(ctx.update.update_id)
  if (outcome.type === 'refused') return explainRefusal(ctx, outcome, question)
  return explainFailure(ctx, outcome, question.messageId)
}

async function watchAnswerGrow(
  ctx: BotContext,
  question: AskedQuestion,
  place: Place,
): Promise<{ outcome: Outcome; grownMessageId: number | null }> {
  let questionId = 0
  const progress = new Progress({
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
        telegramId: ctx.person.telegramId,
        questionId: questionId,
        messageIds: [messageId],
        complete: false,
      })
    },
    log: ctx.log,
  })
  let outcome: Outcome | undefined
  let grownMessageId: number | null = null
  try {
    outcome = await followPersistently(ctx, question, progress, (id) => (questionId = id))
  } finally {
    grownMessageId = await progress.finish()
  }
  if (!outcome) throw new Error('The backend ended the stream without an outcome')
  return { outcome, grownMessageId }
}

/** A backend that is being updated hands its answers to the next, which is asked at once: nobody needs to hear of a delay. */
async function followPersistently(...following: Parameters<typeof follow>): ReturnType<typeof follow> {
  try {
    return await follow(...following)
  } catch (error) {
    if (!(error instanceof BackendUnavailable)) throw error
    const [ctx, , progress] = following
    await pass(handoverMs, ctx.handling.signal)
    progress.restart()
    return follow(...following)
  }
}

async function follow(
  ctx: BotContext,
  { text, followUp, waiting, model, messageId, replyTo }: AskedQuestion,
  progress: Progress,
  onAccepted: (questionId: number) => void,
): Promise<Outcome | undefined> {
  const { chatId, threadId } = placeOf(ctx)
  const updateId = ctx.update.update_id
  const place = { telegramId: ctx.person.telegramId, chatId, threadId, messageId }
  const events = ctx.tools.backend.streamAnswer(
    {
      ...place,
      updateId: updateId,
      ...(text === undefined ? {} : { text }),
      ...(followUp ? { followUp: followUp } : {}),
      ...(waiting ? { waiting } : {}),
      ...(model ? { model } : {}),
      ...(replyTo ? { replyTo: replyTo } : {}),
    },
    { signal: ctx.handling.signal, updateId },
  )
  let outcome: Outcome | undefined
  let soFar = ''
  for await (const event of events) {
    if (event.type === 'accepted') {
      onAccepted(event.questionId)
      progress.adopt(event.deliveredMessageIds[0] ?? ctx.tools.sent.of(updateId)[0])
    } else if (event.type === 'restarted') soFar = ''
    else if (event.type === 'thinking') progress.think(event.summary)
    else if (event.type === 'delta') progress.push((soFar += event.text))
    else outcome = event
  }
  return outcome
}
