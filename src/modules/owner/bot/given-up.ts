import { InlineKeyboard } from 'grammy'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addOwnerButton, has } from '#bot-kit/owner-commands.ts'
import { ownerTexts } from '#bot-kit/owner-kit.ts'
import type { Screen } from '#bot-kit/screen.ts'
import { beginning, plain } from '#texts/plain.ts'

/** Updates that were given up, each with a button that tries it again. */
export const givenUp = new Feature()

const mostListed = 8
const mostOfError = 120

addOwnerButton(givenUp, data.teamGivenUp, 'see_health', listScreen)
addOwnerButton(givenUp, patterns.teamRetry, 'retry_updates', async (ctx, [key, updateId]) => {
  const { team } = ownerTexts(ctx)
  const change = { updateId: Number(updateId), reason: team.inBot, idempotencyKey: `bot:${key}` }
  await ctx.tools.backend.cabinet.retryUpdate(change)
  return listScreen(ctx)
})

async function listScreen(ctx: BotContext): Promise<Screen> {
  const { team } = ownerTexts(ctx)
  const { givenUp } = await ctx.tools.backend.cabinet.health({})
  const shown = givenUp.slice(0, mostListed)
  const keyboard = new InlineKeyboard()
  if (has(ctx, 'retry_updates'))
    for (const { updateId } of shown)
      keyboard.text(team.retry(updateId), data.teamRetry(updateId, ctx.update.update_id)).row()
  keyboard.text(ctx.t.buttons.back, data.team)
  if (shown.length === 0) return { text: team.noneGivenUp, keyboard }
  const lines = shown.map(
    ({ updateId, at, what, telegramId, error }) =>
      `${updateId}, ${at.slice(0, 16)}, ${what}${telegramId === null ? '' : `, ${telegramId}`}\n> ${plain(beginning(error.replaceAll(/\s+/g, ' '), mostOfError))}`,
  )
  return { text: `${team.givenUpList(givenUp.length)}\n\n${lines.join('\n\n')}`, keyboard }
}
