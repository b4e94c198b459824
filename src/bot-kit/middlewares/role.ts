import type { Middleware } from 'grammy'
import { LRUCache } from 'lru-cache'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { listOwnerCommands, unlistOwnerCommands } from '#bot-kit/commands.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { backTo, say } from '#bot-kit/screen.ts'

const mostOwners = 1_000

/** Shows an owner their commands, and says no to a person whose role was taken. */
export function followRole(): Middleware<BotContext> {
  /** Whose chat this process has given the owners' commands. */
  const listed = new LRUCache<number, true>({ max: mostOwners })
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      if (!(error instanceof BackendRefusal && error.code === 'forbidden')) throw error
      await refuse(ctx)
      listed.delete(ctx.person.telegramId)
      return
    }
    const { telegramId, role } = ctx.person
    if (role !== 'owner' || ctx.chat?.type !== 'private' || listed.has(telegramId)) return
    listed.set(telegramId, true)
    await quietly(ctx, () => listOwnerCommands(ctx.tools.bareApi, telegramId))
  }
}

async function refuse(ctx: BotContext): Promise<void> {
  ctx.refresh()
  if (ctx.chat?.type !== 'private') return
  await say(ctx, ctx.t.forbidden, backTo(ctx.t))
  await quietly(ctx, () => unlistOwnerCommands(ctx.tools.bareApi, ctx.person.telegramId))
}

/** What was wanted is done: without the list the commands work all the same. */
async function quietly(ctx: BotContext, act: () => Promise<void>): Promise<void> {
  await act().catch((error: unknown) => ctx.log.warn({ err: error }, 'The list of commands could not be set'))
}
