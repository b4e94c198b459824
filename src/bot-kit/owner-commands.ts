import { type Permission, permissionsOf } from '#modules/users/contract.ts'
import { BackendRefusal } from './backend-client.ts'
import { commandPermissions, isTeamCommand } from './commands.ts'
import type { BotContext } from './context.ts'
import type { Feature } from './feature.ts'
import { wordsOf } from './question.ts'
import { Misuse, ownerTexts, Refused } from './owner-kit.ts'
import { type Screen, say, show } from './screen.ts'

/** What an owner's command does with the words behind it, and what it says. */
export type OwnerCommand = (ctx: BotContext, words: string[]) => Promise<string | Screen>

/** Commands of those with a role, in their own chats. Other people get the answer to an unknown command. */
export function addOwnerCommands(feature: Feature, commands: Record<string, OwnerCommand>): void {
  for (const [name, run] of Object.entries(commands))
    feature.command(name, async (ctx, next) => {
      if (!isTeamCommand(name) || !(await mayDo(ctx, commandPermissions[name]))) return next()
      const words = wordsOf(ctx.message ?? {})
        .trim()
        .split(/\s+/)
        .slice(1)
      const answer = await answerOf(ctx, () => run(ctx, words))
      await (typeof answer === 'string' ? say(ctx, answer) : say(ctx, answer.text, answer.keyboard))
    })
}

/** What a button of a menu does; `match` is what its pattern has found in its data. */
type OwnerButton = (ctx: BotContext, match: string[]) => Promise<string | Screen>

/** A button of those with a role. It may stand in an old message: who has lost the role is told so. */
export function addOwnerButton(
  feature: Feature,
  trigger: string | RegExp,
  permission: Permission,
  run: OwnerButton,
): void {
  feature.callbackQuery(trigger, async (ctx) => {
    if (!(await mayDo(ctx, permission)))
      return void (await ctx.answerCallbackQuery({ text: ownerTexts(ctx).team.roleLost, show_alert: true }))
    const answer = await answerOf(ctx, () => run(ctx, typeof ctx.match === 'string' ? [] : [...ctx.match]))
    await show(ctx, typeof answer === 'string' ? { text: answer } : answer)
  })
}

/** Who is not known to have the permission may have got it a moment ago: the backend is asked again. */
export async function mayDo(ctx: BotContext, permission: Permission): Promise<boolean> {
  if (has(ctx, permission)) return true
  const before = ctx.person.role
  ctx.person = await ctx.tools.backend.userProfile({ telegramId: ctx.person.telegramId })
  if (ctx.person.role !== before) ctx.refresh()
  return has(ctx, permission)
}

export function has({ person }: BotContext, permission: Permission): boolean {
  return person.role !== null && permissionsOf[person.role].includes(permission)
}

/** How a command must be written is the answer to one that cannot be understood. */
async function answerOf(ctx: BotContext, run: () => Promise<string | Screen>): Promise<string | Screen> {
  const t = ownerTexts(ctx)
  try {
    return await run()
  } catch (error) {
    if (error instanceof Misuse) return t.usage[error.command]
    if (error instanceof Refused) return error.message
    if (error instanceof BackendRefusal && error.code !== 'forbidden') return `${t.refused} (${error.code})`
    throw error
  }
}
