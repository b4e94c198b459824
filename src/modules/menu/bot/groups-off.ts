import { Feature } from '#bot-kit/feature.ts'
import { openPrivateChat, say } from '#bot-kit/screen.ts'

/** For an owner who wants no groups: the person who speaks to the bot there is shown the way to the private chat. */
export const groupsOff = new Feature()

groupsOff.on('message', (ctx) => say(ctx, ctx.t.groupsOff, openPrivateChat(ctx), ctx.msgId))
groupsOff.on('callback_query', async (ctx) => void (await ctx.answerCallbackQuery(ctx.t.groupsOff)))
