import type { Middleware } from 'grammy'
import type { BotContext } from '#bot-kit/context.ts'

/** Every pressed button is answered once, or its clock would go on turning: by its feature, else here. */
export const answerCallbacks: Middleware<BotContext> = async (ctx, next) => {
  if (!ctx.callbackQuery) return next()
  let answered = false
  ctx.api.config.use(async (call, method, payload, signal) => {
    if (method !== 'answerCallbackQuery') return call(method, payload, signal)
    answered = true
    const response = await call(method, payload, signal)
    // Too late is no fault.
    return !response.ok && response.error_code === 400 ? { ok: true as const, result: true as never } : response
  })
  try {
    await next()
  } finally {
    if (!answered)
      await ctx
        .answerCallbackQuery()
        .catch((error: unknown) => ctx.log.debug({ err: error }, 'A button could not be answered'))
  }
}
