import { Composer, InlineKeyboard } from 'grammy'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { ownerTexts } from '#bot-kit/owner-kit.ts'
import { backTo, say } from '#bot-kit/screen.ts'

/** The way into the cabinet. */
export const cabinet = new Composer<BotContext>()

cabinet.command('cabinet', async (ctx, next) => {
  const { tools, person } = ctx
  const opened = await tools.backend.openCabinet({ telegramId: person.telegramId }).catch((error: unknown) => {
    if (error instanceof BackendRefusal && error.code === 'no_role') return undefined
    throw error
  })
  if (!opened) return next()
  const t = ownerTexts(ctx)
  const { link, address } = opened
  if (link === null || address === null) return say(ctx, t.cabinetClosed)
  // Telegram takes no address of one's own machine for a button.
  if (!link.startsWith('https:')) return say(ctx, `${t.cabinetOpen}\n\n[${address}](${link})`)
  const keyboard = new InlineKeyboard().webApp(t.cabinetHere, `${address}/`).row().url(t.cabinetInBrowser, link)
  await say(ctx, t.cabinetOpen, keyboard)
})

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
