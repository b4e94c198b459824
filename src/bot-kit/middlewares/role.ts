import type { Middleware } from 'grammy'
import { LRUCache } from 'lru-cache'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { isTeamCommand, listOwnerCommands, unlistOwnerCommands } from '#bot-kit/commands.ts'
import type { BotContext } from '#bot-kit/context.ts'
import type { Role } from '#modules/users/contract.ts'
import { backTo, say } from '#bot-kit/screen.ts'

const mostKnown = 1_000

/** Keeps the list of commands in step with a person's role, and says no to one whose role was taken. */
export function followRole(): Middleware<BotContext> {
  /** The role whose commands this process has listed in whose chat; null: none. */
  const listed = new LRUCache<number, { role: Role | null }>({ max: mostKnown })
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      if (!(error instanceof BackendRefusal && error.code === 'forbidden')) throw error
      await refuse(ctx)
      listed.set(ctx.person.telegramId, { role: null })
      return
    }
    if (ctx.chat?.type !== 'private') return
    const { telegramId, role } = ctx.person
    const before = listed.get(telegramId)
    if (before ? before.role === role : role === null && !triesTeamCommand(ctx)) return
    listed.set(telegramId, { role })
    const { bareApi } = ctx.tools
    await quietly(ctx, () =>
      role ? listOwnerCommands(bareApi, telegramId, role) : unlistOwnerCommands(bareApi, telegramId),
    )
  }
}

/** What another process has listed before a role was taken is known by this only. */
function triesTeamCommand({ message, callbackQuery }: BotContext): boolean {
  const command = /^\/(\w+)/.exec(message?.text ?? '')?.[1]
  return (command !== undefined && isTeamCommand(command)) || /^team\b/.test(callbackQuery?.data ?? '')
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
