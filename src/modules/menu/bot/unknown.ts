import { mainMenu } from '#bot-kit/main-menu.ts'
import { Feature } from '#bot-kit/feature.ts'
import { say } from '#bot-kit/screen.ts'

/** What no feature before took: a command we do not have, or a button of another time. */
export const unknown = new Feature()

unknown.on('callback_query', async (ctx) => {
  await ctx.answerCallbackQuery(ctx.t.oldButton)
  if (ctx.chat?.type === 'private') await say(ctx, ctx.t.menu, await mainMenu(ctx))
})
unknown.on(['message:text', 'message:caption']).filter(
  (ctx) => ctx.chat.type === 'private',
  async (ctx) => say(ctx, ctx.t.help, await mainMenu(ctx)),
)
// A command: it was followed when it came.
unknown.on('edited_message', (ctx) => say(ctx, ctx.t.editIgnored, undefined, ctx.msgId))
