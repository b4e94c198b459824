import { InlineKeyboard } from 'grammy'
import { typedOut } from '#bot-kit/asked-twice.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addOwnerButton, addOwnerCommands } from '#bot-kit/owner-commands.ts'
import { Misuse, nameOf, numberIn, ownerTexts, Refused, whoIs } from '#bot-kit/owner-kit.ts'
import { backTo } from '#bot-kit/screen.ts'
import { grantedByOwner } from '#modules/charging/contract.ts'
import type { Profile } from '#modules/users/contract.ts'
import { beginning } from '#texts/plain.ts'

/** Credits that are given or taken: by a command, or by buttons that ask how many and why. */
export const grants = new Feature()

const amounts = [10, 50, 200, 1_000]

addOwnerCommands(grants, {
  grant: async (ctx, [name, amount, ...words]) => {
    const delta = numberIn(amount)
    if (!delta || Math.abs(delta) > 1_000_000) throw new Misuse('grant')
    const whom = await whoIs(ctx, name, 'grant')
    const reason = beginning(words.join(' '), 255) || grantedByOwner
    // The command itself: brought twice by Telegram, it grants once.
    return grant(ctx, whom, { delta, reason, idempotencyKey: `bot:${ctx.update.update_id}` })
  },
})
addOwnerButton(grants, patterns.teamGrant, 'grant', async (ctx, [, id]) => {
  const { team } = ownerTexts(ctx)
  const whom = await ctx.tools.backend.userProfile({ telegramId: Number(id) })
  const keyboard = new InlineKeyboard()
  for (const amount of amounts) keyboard.text(`+${amount}`, data.teamGrantWhy(whom.telegramId, amount))
  keyboard.row().text(ctx.t.buttons.back, data.teamPerson(whom.telegramId))
  return { text: team.grantAsk(nameOf(whom), whom.credits), keyboard }
})
addOwnerButton(grants, patterns.teamGrantWhy, 'grant', async (ctx, [, id, amount]) => {
  const { team } = ownerTexts(ctx)
  const whom = await ctx.tools.backend.userProfile({ telegramId: Number(id) })
  const keyboard = new InlineKeyboard()
  for (const [why, text] of Object.entries(team.grantReasons))
    keyboard.text(text, data.teamGrantNow(whom.telegramId, Number(amount), why, ctx.update.update_id)).row()
  keyboard.text(ctx.t.buttons.back, data.teamGrant(whom.telegramId))
  return { text: team.grantWhy(nameOf(whom), Number(amount)), keyboard }
})
addOwnerButton(grants, patterns.teamGrantNow, 'grant', async (ctx, [key, id, amount, why]) => {
  const { team } = ownerTexts(ctx)
  const whom = await ctx.tools.backend.userProfile({ telegramId: Number(id) })
  const reason = team.grantReasons[why!] ?? grantedByOwner
  const text = await grant(ctx, whom, { delta: Number(amount), reason, idempotencyKey: `bot:${key}` })
  return { text, keyboard: backTo(ctx.t, data.teamPerson(whom.telegramId)) }
})

async function grant(
  ctx: BotContext,
  whom: Profile,
  change: { delta: number; reason: string; idempotencyKey: string },
): Promise<string> {
  const t = ownerTexts(ctx)
  const { telegramId } = whom
  const { delta } = change
  try {
    const { credits } = await typedOut((confirmation) =>
      ctx.tools.backend.cabinet.grant({ telegramId, ...change, ...(confirmation ? { confirmation } : {}) }),
    )
    return `${t.granted(nameOf(whom), delta, credits)} ${t.told}`
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'insufficient_credits')) throw error
    throw new Refused(t.tooFewCredits(Number(error.details['credits'] ?? 0), -delta))
  }
}
