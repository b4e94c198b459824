import type { Composer } from 'grammy'
import { BackendRefusal } from './backend-client.ts'
import type { BotContext } from './context.ts'
import { Misuse, ownerTexts, Refused } from './owner-kit.ts'
import { type Screen, say } from './screen.ts'

/** What an owner's command does with the words behind it, and what it says. */
export type OwnerCommand = (ctx: BotContext, words: string[]) => Promise<string | Screen>

/** Commands of owners in their own chats. Other people get the answer to an unknown command. */
export function addOwnerCommands(composer: Composer<BotContext>, commands: Record<string, OwnerCommand>): void {
  for (const [name, run] of Object.entries(commands))
    composer.command(name, async (ctx, next) => {
      if (!(await isOwner(ctx))) return next()
      const answer = await answerOf(ctx, run)
      await (typeof answer === 'string' ? say(ctx, answer) : say(ctx, answer.text, answer.keyboard))
    })
}

/** Who is not known as an owner may have become one a moment ago: the backend is asked again. */
export async function isOwner(ctx: BotContext): Promise<boolean> {
  if (ctx.person.role === 'owner') return true
  ctx.person = await ctx.tools.backend.userProfile({ telegramId: ctx.person.telegramId })
  const isNew = ctx.person.role === 'owner'
  if (isNew) ctx.refresh()
  return isNew
}

/** How a command must be written is the answer to one that cannot be understood. */
export async function answerOf(ctx: BotContext, run: OwnerCommand): Promise<string | Screen> {
  const t = ownerTexts(ctx)
  try {
    return await run(ctx, (ctx.message?.text ?? '').trim().split(/\s+/).slice(1))
  } catch (error) {
    if (error instanceof Misuse) return t.usage[error.command]
    if (error instanceof Refused) return error.message
    if (error instanceof BackendRefusal && error.code !== 'forbidden') return `${t.refused} (${error.code})`
    throw error
  }
}
