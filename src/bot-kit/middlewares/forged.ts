import type { Middleware } from 'grammy'
import type { BotContext } from '#bot-kit/context.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'

/** A button that carries what the backend would never take is of another time or forged: another try changes nothing. */
export const answerForged: Middleware<BotContext> = async (ctx, next) => {
  try {
    await next()
  } catch (error) {
    if (!ctx.callbackQuery || !(error instanceof BackendRefusal && error.code === 'bad_request')) throw error
    ctx.log.warn({ err: error }, 'A button carried what the backend does not take')
    await ctx.answerCallbackQuery(ctx.t.oldButton)
  }
}
