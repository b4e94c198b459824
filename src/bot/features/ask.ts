import { Composer, InlineKeyboard } from 'grammy'
import { data } from '#bot/callback-data.ts'
import type { BotContext } from '#bot/context.ts'
import { questionIn } from '#bot/question.ts'
import { placeOf, say } from '#bot/screen.ts'
import { explainFailure, explainRefusal, quietLine } from '#bot/outcome.ts'
import type { AnswerReply } from '#contract/shapes.ts'
import type { StreamEvent } from '#contract/stream.ts'
import { deliver } from '#delivery/deliver.ts'
import { formatMarkdown } from '#delivery/markdown/format.ts'
import { startProgress } from '#delivery/progress.ts'
import { splitFormatted } from '#delivery/split.ts'

export const ask = new Composer<BotContext>()

ask.on('message:text', async (ctx, next) => {
  const question = questionIn(ctx)
  if (question === undefined) return next()
  if (question.length > questionLimit) return say(ctx, ctx.t.longInput, undefined, ctx.msgId)
  await answer(ctx, { text: question, messageId: ctx.msgId })
})

ask.callbackQuery(data.retry, async (ctx) => {
  const original = ctx.callbackQuery.message?.reply_to_message
  if (!original?.text) return say(ctx, ctx.t.retryLost)
  await ctx.answerCallbackQuery()
  await ctx.editMessageReplyMarkup().catch(() => undefined) // one press is enough; the button may be gone already
  await answer(ctx, {
    text: questionIn(ctx, original) ?? original.text,
    messageId: original.message_id,
  })
})

const questionLimit = 32_768

type Outcome = Extract<StreamEvent, { type: 'done' | 'refused' | 'failed' }>

/**
 * One question: the answer grows before the person's eyes and is then delivered whole. Whatever is interrupted goes on with
 * the next attempt of the same update, whose repetition costs nothing.
 */
async function answer(ctx: BotContext, question: { text: string; messageId: number }): Promise<void> {
  const { backend, bareApi } = ctx.tools
  const { chatId, threadId } = placeOf(ctx)
  const telegramId = ctx.person.telegram_id
  const place = { chatId, threadId, replyTo: ctx.chat?.type === 'private' ? undefined : question.messageId }

  let questionId = 0
  const progress = startProgress({
    api: bareApi,
    place,
    isPrivate: ctx.chat?.type === 'private',
    stopButton: new InlineKeyboard().add({ text: ctx.t.buttons.stop, callback_data: data.stop, style: 'danger' }),
    onMessage: async (messageId) => {
      await backend.reportDelivery({
        telegram_id: telegramId,
        question_id: questionId,
        message_ids: [messageId],
        complete: false,
      })
    },
    log: ctx.log,
  })
  let outcome: Outcome | undefined
  let messageId: number | null = null
  try {
    let text = ''
    const events = backend.streamAnswer(
      {
        telegram_id: telegramId,
        chat_id: chatId,
        thread_id: threadId,
        message_id: question.messageId,
        update_id: ctx.update.update_id,
        text: question.text,
      },
      { signal: ctx.handling.signal, updateId: ctx.update.update_id },
    )
    for await (const event of events) {
      if (event.type === 'accepted') {
        questionId = event.question_id
        progress.adopt(event.delivered_message_ids[0])
      } else if (event.type === 'restarted') text = ''
      else if (event.type === 'delta') progress.push((text += event.text))
      else outcome = event
    }
  } finally {
    messageId = await progress.finish()
  }
  if (outcome?.type === 'done') return showAnswer(ctx, place, outcome, messageId)
  if (messageId !== null) await ctx.api.deleteMessage(chatId, messageId).catch(() => undefined) // half an answer that came to nothing
  if (outcome?.type === 'refused') return explainRefusal(ctx, outcome)
  if (outcome?.type === 'failed') return explainFailure(ctx, outcome.reason, question.messageId)
  throw new Error('The backend ended the stream without an outcome')
}

async function showAnswer(
  ctx: BotContext,
  place: { chatId: number; threadId: number; replyTo?: number | undefined },
  done: AnswerReply,
  grownMessageId: number | null,
): Promise<void> {
  if (done.delivered) return
  const { backend, bareApi } = ctx.tools
  const report = (messageIds: number[], complete: boolean) =>
    backend.reportDelivery({
      telegram_id: ctx.person.telegram_id,
      question_id: done.question_id,
      message_ids: messageIds,
      complete,
    })
  const known = done.delivered_message_ids
  const delivered = await deliver({
    api: bareApi,
    place,
    parts: splitFormatted(formatMarkdown(done.answer)),
    messageIds: known.length > 0 || grownMessageId === null ? known : [grownMessageId],
    onSent: async (messageIds) => void (await report(messageIds, false)),
    signal: ctx.handling.signal,
  })
  if ('refused' in delivered) {
    const { refunded } = await backend.reportDelivery({
      telegram_id: ctx.person.telegram_id,
      question_id: done.question_id,
      message_ids: [],
      complete: false,
      refused: delivered.refused,
    })
    ctx.log.warn(
      { questionId: done.question_id, reason: delivered.refused, refunded },
      'Telegram refused the answer for good',
    )
    return
  }
  await report(delivered.messageIds, true)
  const line = quietLine(ctx, done)
  if (line) await say(ctx, line.text, line.keyboard)
}
