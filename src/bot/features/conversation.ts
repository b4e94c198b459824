import { Composer } from 'grammy'
import { data } from '#bot/callback-data.ts'
import type { BotContext } from '#bot/context.ts'
import { placeOf, say } from '#bot/screen.ts'

export const conversation = new Composer<BotContext>()

conversation.command('new', async (ctx) => {
  await ctx.tools.backend.startConversation({ telegram_id: ctx.person.telegram_id, ...placeIn(ctx) })
  await say(ctx, ctx.t.newConversation)
})

conversation.command('stop', async (ctx) => {
  if (!(await stop(ctx))) await say(ctx, ctx.t.nothingToStop)
})
conversation.callbackQuery(data.stop, async (ctx) => {
  await ctx.answerCallbackQuery((await stop(ctx)) ? ctx.t.stopping : ctx.t.nothingToStop)
})

async function stop(ctx: BotContext): Promise<boolean> {
  const { stopping } = await ctx.tools.backend.stopAnswer({ telegram_id: ctx.person.telegram_id, ...placeIn(ctx) })
  return stopping
}

function placeIn(ctx: BotContext) {
  const { chatId, threadId } = placeOf(ctx)
  return { chat_id: chatId, thread_id: threadId }
}
