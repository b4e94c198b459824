import { InlineKeyboard } from 'grammy'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'
import { purchaseScreen } from './purchase-screen.ts'
import type { Screen } from './screen.ts'

/** The offer of the trial, or of what is sold when there is no trial to be had. */
export async function offerTrial(ctx: BotContext, introduction: string): Promise<Screen> {
  const { t, tools, person } = ctx
  const offers = await tools.backend.offers({ telegramId: person.telegramId })
  if (offers.trialMessages === null) {
    const offer = await purchaseScreen(ctx)
    return { ...offer, text: `${introduction}\n\n${offer.text}` }
  }
  const keyboard = new InlineKeyboard()
    .add({ text: t.buttons.tryFree, callback_data: data.trial, style: 'success' })
    .row()
    .text(t.buttons.notNow, data.notNow)
  const ownWords = offers.texts.trial[person.language]?.replaceAll('{count}', String(offers.trialMessages))
  return { text: `${introduction}\n\n${ownWords ?? t.trialOffer(offers.trialMessages)}`, keyboard }
}
