import { Composer, InlineKeyboard } from 'grammy'
import { answer } from './answer.ts'
import type { AskedQuestion } from '#bot-kit/asked-question.ts'
import { askWhole } from './ask-whole.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { decodePrice } from '#bot-kit/price.ts'
import { questionIn } from '#bot-kit/question.ts'
import { say, takeButtons } from '#bot-kit/screen.ts'
import { isBlank } from '#platform/http/blank.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import type { FollowUp } from '#modules/questions/contract.ts'

export const ask = new Composer<BotContext>()

ask.on('message').filter(
  ({ me, message }) => questionIn(me, message) !== undefined,
  (ctx) => ctx.afterwards(() => askWhole(ctx)),
)
ask.on('message:text').filter(
  ({ chat, message }) => chat.type === 'private' && isBlank(message.text),
  (ctx) => say(ctx, ctx.t.askHint),
)

/** The answer to what stood there before was paid for and stays; whoever edits may want another one. */
ask.on('edited_message:text', async (ctx) => {
  const text = questionIn(ctx.me, ctx.editedMessage)
  if (!text) return
  const { questionId: id } = await ctx.tools.backend.questionEdited({
    telegramId: ctx.person.telegramId,
    chatId: ctx.chat.id,
    messageId: ctx.msgId,
    updateId: ctx.update.update_id,
    text,
  })
  if (id === null) return
  const keyboard = new InlineKeyboard().text(ctx.t.buttons.edited, data.followUp('edited', id))
  await say(ctx, ctx.t.edited, keyboard, ctx.msgId)
})

ask.callbackQuery(patterns.followUp, async (ctx) => {
  if (isSomebodyElses(ctx)) return void (await ctx.answerCallbackQuery(ctx.t.notYours))
  const [, kind, id, price] = ctx.match
  const followUp = { kind: kind as FollowUp, questionId: Number(id), shown: decodePrice(price) }
  await answerButton(ctx, { followUp }, kind === 'edited' ? undefined : ctx.callbackQuery.message?.message_id)
})

ask.callbackQuery(patterns.waiting, async (ctx) => {
  const [, updateId, price, model] = ctx.match
  await answerButton(ctx, { waiting: { updateId: Number(updateId), shown: decodePrice(price)! }, model }, undefined)
})

type Wanted = Pick<AskedQuestion, 'followUp' | 'waiting' | 'model'>

async function answerButton(ctx: BotContext, wanted: Wanted, below: number | undefined): Promise<void> {
  const messageId = ctx.callbackQuery?.message?.message_id
  if (messageId === undefined) return say(ctx, ctx.t.questionLost)
  const answerTo = questionOver(ctx) ?? below
  await ctx.answerCallbackQuery()
  // The buttons go away before the question is asked: a second press must not ask it twice.
  if (!(await takeButtons(ctx))) return
  ctx.afterwards(async () => {
    try {
      await answer(ctx, { ...wanted, messageId, answerTo, inOneMessage: false })
    } catch (error) {
      if (!(error instanceof BackendRefusal && error.code === 'question_not_found')) throw error
      await say(ctx, ctx.t.questionLost)
    }
  })
}

/** The person's own message that ours, with the button, replies to: the answer stands under that, and does not quote us. */
function questionOver({ callbackQuery }: BotContext): number | undefined {
  const asked = callbackQuery?.message?.reply_to_message
  return asked?.from?.id === callbackQuery?.from.id ? asked?.message_id : undefined
}

/** In a group everybody sees a button that is meant for the person who asked. */
function isSomebodyElses({ callbackQuery, chat }: BotContext): boolean {
  const asker = callbackQuery?.message?.reply_to_message?.from
  return chat?.type !== 'private' && asker !== undefined && asker.id !== callbackQuery?.from.id
}
