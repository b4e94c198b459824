import { InlineKeyboard } from 'grammy'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addOwnerButton, addOwnerCommands } from '#bot-kit/owner-commands.ts'
import { ownerTexts } from '#bot-kit/owner-kit.ts'
import { backTo, say, type Screen } from '#bot-kit/screen.ts'

/** The way into the cabinet. */
export const cabinet = new Feature()

addOwnerCommands(cabinet, { cabinet: (ctx) => linkScreen(ctx, '') })
addOwnerButton(cabinet, data.teamCabinet, 'enter', async (ctx) => withBack(ctx, await linkScreen(ctx, ''), data.team))
addOwnerButton(cabinet, patterns.teamOpen, 'see_people', async (ctx, [, id]) =>
  withBack(ctx, await linkScreen(ctx, `/people/${id}`), data.teamPerson(Number(id))),
)

/** A link that opens one of the cabinet's pages; an empty path is the first one. */
async function linkScreen(ctx: BotContext, path: string): Promise<Screen> {
  const { tools, person } = ctx
  const t = ownerTexts(ctx)
  const { link, address } = await tools.backend.openCabinet({ telegramId: person.telegramId })
  if (link === null || address === null) return { text: t.cabinetClosed }
  const there = path === '' ? link : link.replace('/#', `${path}#`)
  // Telegram takes no address of one's own machine for a button.
  if (!link.startsWith('https:')) return { text: `${t.cabinetOpen}\n\n[${address}](${there})` }
  const keyboard = new InlineKeyboard()
    .webApp(t.cabinetHere, `${address}${path || '/'}`)
    .row()
    .url(t.cabinetInBrowser, there)
  return { text: t.cabinetOpen, keyboard }
}

function withBack(ctx: BotContext, { text, keyboard }: Screen, target: string): Screen {
  const rows = [...(keyboard?.inline_keyboard ?? []), ...backTo(ctx.t, target).inline_keyboard]
  return { text, keyboard: { inline_keyboard: rows } }
}

/** Who brings the link of the first owner becomes it. */
export async function becomeFirstOwner(ctx: BotContext, token: string): Promise<true> {
  const { tools, person } = ctx
  const t = ownerTexts(ctx)
  const claimed = await tools.backend
    .becomeFirstOwner({ telegramId: person.telegramId, token })
    .catch((error: unknown) => {
      if (error instanceof BackendRefusal && error.status < 500) return undefined
      throw error
    })
  if (!claimed) {
    await say(ctx, t.roleLinkOld, backTo(ctx.t))
    return true
  }
  ctx.refresh()
  ctx.person = await tools.backend.userProfile({ telegramId: person.telegramId })
  await say(ctx, `${t.firstOwner}\n\n${t.help}`)
  return true
}
