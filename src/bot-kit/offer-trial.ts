import { InlineKeyboard } from 'grammy'
import { findNotice } from './agreement.ts'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'
import { purchaseScreen } from './purchase-screen.ts'
import type { Screen } from './screen.ts'

/** The offer of the trial, or of what is sold when there is no trial to be had. */
export async function offerTrial(ctx: BotContext, introduction: string): Promise<Screen> {
  const { t, tools, person } = ctx
  const [offers, notice] = await Promise.all([tools.backend.offers({ telegramId: person.telegramId }), findNotice(ctx)])
  if (offers.trialMessages === null) {
    const offer = await purchaseScreen(ctx)
    return { ...offer, text: `${introduction}\n\n${offer.text}` }
  }
  const keyboard = new InlineKeyboard()
    .add({ text: t.buttons.tryFree, callback_data: data.trial(notice?.version), style: 'success' })
    .row()
    .text(t.buttons.notNow, data.notNow)
  const ownWords = offers.texts.trial[person.language]?.replaceAll('{count}', String(offers.trialMessages))
  const offer = ownWords ?? t.trialOffer(offers.trialMessages)
  const lines = [introduction, offer, ...(notice ? [t.agreement.byTrial] : [])]
  return { text: lines.join('\n\n'), keyboard }
}
