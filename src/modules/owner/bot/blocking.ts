import { InlineKeyboard } from 'grammy'
import { typedOut } from '#bot-kit/asked-twice.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addOwnerButton, addOwnerCommands } from '#bot-kit/owner-commands.ts'
import { nameOf, ownerTexts, Refused, whoIs } from '#bot-kit/owner-kit.ts'
import { backTo } from '#bot-kit/screen.ts'
import type { Profile } from '#modules/users/contract.ts'
import { beginning } from '#texts/plain.ts'

/** Access that is closed and opened: by commands, or by buttons that ask why. */
export const blocking = new Feature()

addOwnerCommands(blocking, {
  block: (ctx, words) => byCommand(ctx, words, true),
  unblock: (ctx, words) => byCommand(ctx, words, false),
})
addOwnerButton(blocking, patterns.teamBlock, 'block', async (ctx, [, id]) => {
  const { team } = ownerTexts(ctx)
  const whom = await ctx.tools.backend.userProfile({ telegramId: Number(id) })
  const keyboard = new InlineKeyboard()
  for (const [why, text] of Object.entries(team.blockReasons))
    keyboard
      .add({
        text: team.blockYes(text),
        callback_data: data.teamBlockYes(whom.telegramId, why, ctx.update.update_id),
        style: 'danger',
      })
      .row()
  keyboard.text(ctx.t.buttons.back, data.teamPerson(whom.telegramId))
  return { text: team.blockAsk(nameOf(whom)), keyboard }
})
addOwnerButton(blocking, patterns.teamBlockYes, 'block', (ctx, [key, id, why]) => {
  const { team } = ownerTexts(ctx)
  return byButton(ctx, Number(id), { blocked: true, reason: team.blockReasons[why!] ?? team.inBot, key: key! })
})
addOwnerButton(blocking, patterns.teamUnblock, 'block', (ctx, [key, id]) =>
  byButton(ctx, Number(id), { blocked: false, reason: ownerTexts(ctx).team.inBot, key: key! }),
)

async function byCommand(ctx: BotContext, [name, ...words]: string[], blocked: boolean): Promise<string> {
  const whom = await whoIs(ctx, name, blocked ? 'block' : 'unblock')
  const reason = beginning(words.join(' '), 255) || ownerTexts(ctx).team.inBot
  return block(ctx, whom, { blocked, reason, idempotencyKey: `bot:${ctx.update.update_id}` })
}

async function byButton(
  ctx: BotContext,
  telegramId: number,
  { blocked, reason, key }: { blocked: boolean; reason: string; key: string },
) {
  const whom = await ctx.tools.backend.userProfile({ telegramId })
  const text = await block(ctx, whom, { blocked, reason, idempotencyKey: `bot:${key}` })
  return { text, keyboard: backTo(ctx.t, data.teamPerson(telegramId)) }
}

/** The reason is chosen or typed behind the question, so it says yes. */
async function block(
  ctx: BotContext,
  whom: Profile,
  change: { blocked: boolean; reason: string; idempotencyKey: string },
): Promise<string> {
  const t = ownerTexts(ctx)
  const { telegramId } = whom
  try {
    await typedOut((confirmation) =>
      ctx.tools.backend.cabinet.block({ telegramId, ...change, ...(confirmation ? { confirmation } : {}) }),
    )
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'owner_not_blocked')) throw error
    throw new Refused(t.notOwner)
  }
  return change.blocked ? t.blocked(nameOf(whom)) : t.unblocked(nameOf(whom))
}
