import { Composer, InlineKeyboard } from 'grammy'
import { data } from '#bot/callback-data.ts'
import type { BotContext } from '#bot/context.ts'
import { type Screen, show } from '#bot/screen.ts'
import { planLines } from './subscription.ts'

export const purchase = new Composer<BotContext>()

purchase.command('buy', async (ctx) => show(ctx, await purchaseScreen(ctx)))
purchase.callbackQuery(data.buy, async (ctx) => show(ctx, await purchaseScreen(ctx)))

/** What is on sale, with prices, and the plain word that it cannot be bought yet. */
export async function purchaseScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const offers = await tools.backend.offers({ telegram_id: person.telegram_id })
  const text = [
    t.purchase,
    '',
    t.packsTitle,
    ...offers.packs.map((pack) => t.packLine(pack.title[person.language], pack.price_stars, pack.credits)),
    '',
    t.plansTitle,
    ...planLines(t, person.language, offers.plans),
    '',
    t.notSoldYet,
  ].join('\n')
  const keyboard = new InlineKeyboard()
  if (offers.trial_messages !== null)
    keyboard.add({ text: t.buttons.tryFree, callback_data: data.trial, style: 'success' }).row()
  return { text, keyboard: keyboard.text(t.buttons.back, data.menu) }
}
