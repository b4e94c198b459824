import type { Middleware } from 'grammy'
import type { BotContext } from '#bot/context.ts'
import { say } from '#bot/screen.ts'

/** A person whom the owner has blocked is told so in a private chat, and nothing else happens. */
export const refuseBlocked: Middleware<BotContext> = async (ctx, next) => {
  if (!ctx.person.blocked) return next()
  if (ctx.callbackQuery) await ctx.answerCallbackQuery(ctx.t.blocked)
  else if (ctx.message && ctx.chat?.type === 'private') await say(ctx, ctx.t.blocked)
}
