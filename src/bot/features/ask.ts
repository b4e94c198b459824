import { Composer } from 'grammy'
import { answer } from '#bot/answer.ts'
import { data } from '#bot/callback-data.ts'
import type { BotContext } from '#bot/context.ts'
import { questionIn } from '#bot/question.ts'
import { say, takeButtons } from '#bot/screen.ts'

export const ask = new Composer<BotContext>()

ask.on('message:text', async (ctx, next) => {
  const question = questionIn(ctx)
  if (question !== undefined) return answer(ctx, { text: question, messageId: ctx.msgId })
  if (ctx.hasCommand('ask')) return say(ctx, ctx.t.askHintShort, undefined, ctx.msgId)
  await next()
})

ask.callbackQuery(data.retry, async (ctx) => {
  const original = ctx.callbackQuery.message?.reply_to_message
  if (original?.from && original.from.id !== ctx.from.id) return void (await ctx.answerCallbackQuery(ctx.t.notYours))
  const text = questionIn(ctx, original) ?? original?.text
  if (!original || !text) return say(ctx, ctx.t.retryLost)
  await ctx.answerCallbackQuery()
  if (await takeButtons(ctx)) await answer(ctx, { text, messageId: original.message_id })
})
