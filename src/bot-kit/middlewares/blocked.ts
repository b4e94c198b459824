import type { Middleware } from 'grammy'
import { LRUCache } from 'lru-cache'
import type { BotContext } from '#bot-kit/context.ts'
import { commandIn } from '#bot-kit/question.ts'
import { say } from '#bot-kit/screen.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'

const remindAfterMs = 3600_000
const mostRemembered = 10_000

/** A person whom the owner has blocked is told so in a private chat, once in a while, and nothing else happens. */
export function refuseBlocked(): Middleware<BotContext> {
  const told = new LRUCache<number, true>({ max: mostRemembered, ttl: remindAfterMs })
  return async (ctx, next) => {
    if (!ctx.person.blocked) {
      try {
        return await next()
      } catch (error) {
        // Blocked since we last asked.
        if (!(error instanceof BackendRefusal && error.code === 'user_blocked')) throw error
        ctx.refresh()
      }
    }
    const { telegramId: id } = ctx.person
    if (ctx.callbackQuery) return void (await ctx.answerCallbackQuery(ctx.t.blocked))
    if (!ctx.message || ctx.chat?.type !== 'private') return
    // A person who asks about a payment is told the contact each time.
    if (told.has(id) && commandIn(ctx.message)?.verb !== 'paysupport') return
    told.set(id, true)
    const supportContact = ctx.tools.settings.supportContact()
    await say(ctx, supportContact ? `${ctx.t.blocked} ${ctx.t.contact(supportContact)}` : ctx.t.blocked)
  }
}
