import type { Middleware } from 'grammy'
import type { BotContext } from '#bot-kit/context.ts'

/** Does what a feature leaves for when the update has left all features. It stands last before them, so what stands before it holds for both. */
export const doAfterwards: Middleware<BotContext> = async (ctx, next) => {
  let later: (() => Promise<void>) | undefined
  ctx.afterwards = (act) => (later = act)
  await next()
  await later?.()
}
