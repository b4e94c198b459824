import { InlineKeyboard } from 'grammy'
import { findNotice } from './agreement.ts'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'
import { addProducts, packLines, planLines } from './products.ts'
import type { Screen } from './screen.ts'

/** What is on sale: a button for each pack and plan. */
export async function purchaseScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const [offers, notice] = await Promise.all([tools.backend.offers({ telegramId: person.telegramId }), findNotice(ctx)])
  const text = [
    offers.texts.purchase[person.language] ?? t.purchase,
    '',
    ...(offers.discount ? [t.discount(offers.discount.percent, offers.discount.until), ''] : []),
    t.packsTitle,
    ...packLines(t, person.language, offers),
    '',
    t.plansTitle,
    ...planLines(t, person.language, offers),
    '',
    t.howToPay,
    ...(notice ? [t.agreement.byPaying] : []),
  ].join('\n')
  const keyboard = new InlineKeyboard()
  if (offers.trialMessages !== null)
    keyboard.add({ text: t.buttons.tryFree, callback_data: data.trial(), style: 'success' }).row()
  addProducts(keyboard, ctx, [...offers.packs, ...offers.plans])
  if (offers.channelBonus) keyboard.text(t.buttons.channelBonus, data.channelBonus).row()
  return { text, keyboard: keyboard.text(t.buttons.gift, data.gifts).row().text(t.buttons.back, data.menu) }
}
