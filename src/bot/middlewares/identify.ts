import type { Middleware } from 'grammy'
import type { BotContext } from '#bot/context.ts'
import { textsIn } from '#bot/texts/dictionaries.ts'
import type { Profile } from '#contract/shapes.ts'

/** How long a profile is believed without asking: another process may have changed the language or blocked the person. */
const believedMs = 30_000
const mostKnown = 10_000

/** Finds out who it is, and makes a newcomer known. What comes from nobody in particular ends here. */
export function identify(): Middleware<BotContext> {
  const known = new Map<number, { profile: Profile; names: string; until: number }>()

  return async (ctx, next) => {
    // A press of Telegram's own Stop names the chat only, and happens in private chats only: there the chat is the person.
    const { from } = ctx
    if (!from || from.is_bot) return
    const names = JSON.stringify([from.first_name, from.last_name, from.username])
    const remembered = known.get(from.id)
    if (remembered && remembered.names === names && remembered.until > Date.now()) ctx.person = remembered.profile
    else {
      ctx.person = await ctx.tools.backend.register(
        {
          telegram_id: from.id,
          first_name: from.first_name,
          ...(from.last_name ? { last_name: from.last_name } : {}),
          ...(from.username ? { username: from.username } : {}),
          ...(from.language_code ? { language_code: from.language_code } : {}),
        },
        { updateId: ctx.update.update_id },
      )
      if (known.size >= mostKnown) known.delete(known.keys().next().value!)
      known.set(from.id, { profile: ctx.person, names, until: Date.now() + believedMs })
    }
    ctx.t = textsIn(ctx.person.language)
    ctx.refresh = () => void known.delete(from.id)
    await next()
  }
}
