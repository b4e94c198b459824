import { Feature } from '#bot-kit/feature.ts'
import { openPrivateChat, say } from '#bot-kit/screen.ts'

/** What is personal is not shown before a whole group: the way to the private chat is. */
export const inGroup = new Feature()

inGroup.on('message:text', (ctx) => say(ctx, ctx.t.groupHint, openPrivateChat(ctx), ctx.msgId))
inGroup.on('callback_query', async (ctx) => void (await ctx.answerCallbackQuery(ctx.t.oldButton)))
