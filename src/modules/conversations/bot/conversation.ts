import { InlineKeyboard } from 'grammy'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { questionIn } from '#bot-kit/question.ts'
import { plain } from '#texts/plain.ts'
import { placeOf, say, show } from '#bot-kit/screen.ts'
import { refuseOthers } from '#bot-kit/whose-button.ts'

export const conversation = new Feature()

conversation.command('new', async (ctx, next) => {
  await startNew(ctx)
  if (questionIn(ctx.me, ctx.message!) !== undefined) await next()
})
conversation.callbackQuery(data.newConversation, async (ctx) => {
  if (await refuseOthers(ctx)) return
  await startNew(ctx)
})

async function startNew(ctx: BotContext): Promise<void> {
  const { title } = await ctx.tools.backend.startConversation({
    telegramId: ctx.person.telegramId,
    ...placeIn(ctx),
  })
  // What a person has asked before is nothing for a whole group.
  if (ctx.chat?.type !== 'private') return say(ctx, ctx.t.newConversation(null))
  const keyboard = new InlineKeyboard()
  if (title !== null) keyboard.text(ctx.t.buttons.conversations, data.conversations).row()
  keyboard.text(ctx.t.buttons.back, data.menu)
  await show(ctx, { text: ctx.t.newConversation(title === null ? null : plain(title || ctx.t.untitled)), keyboard })
}

conversation.command('stop', async (ctx) => {
  if (!(await stop(ctx))) await say(ctx, ctx.t.nothingToStop)
})
conversation.callbackQuery(patterns.stop, async (ctx) => {
  if (await refuseOthers(ctx)) return
  await ctx.answerCallbackQuery((await stop(ctx, Number(ctx.match[1]))) ? ctx.t.stopping : ctx.t.nothingToStop)
})
// The button that Telegram shows under a draft; its id is the update that asked, see answer.ts.
conversation.on('stopped_message_generation', async (ctx) => {
  await stop(ctx, ctx.stoppedMessageGeneration.draft_id)
})

/** A button stops the answer it stands under and no later one; the command stops whatever is being written. */
async function stop(ctx: BotContext, updateId?: number): Promise<boolean> {
  const { stopping } = await ctx.tools.backend.stopAnswer({
    telegramId: ctx.person.telegramId,
    ...placeIn(ctx),
    ...(updateId === undefined ? {} : { updateId: updateId }),
  })
  return stopping
}

function placeIn(ctx: BotContext) {
  const { chatId, threadId } = placeOf(ctx)
  return { chatId: chatId, threadId: threadId }
}
