import type { Middleware } from 'grammy'
import type { BotContext } from '#bot/context.ts'
import { textsIn } from '#bot/texts/dictionaries.ts'
import { BackendRefusal } from '#contract/client.ts'

/** Finds out who it is, and makes a newcomer known. What comes from nobody in particular ends here. */
export const identify: Middleware<BotContext> = async (ctx, next) => {
  const { tools } = ctx
  const from = ctx.from ?? ctx.update.subscription?.user
  if (!from || from.is_bot) return
  ctx.person = await tools.people.meet(from, ctx.update.update_id)
  ctx.t = textsIn(ctx.person.language)
  ctx.refresh = () => tools.people.forget(from.id)
  try {
    await next()
  } catch (error) {
    // Another process knows better by now, for example that the person was blocked: the next attempt asks again.
    if (error instanceof BackendRefusal) ctx.refresh()
    throw error
  }
}
