import { Composer, InlineKeyboard } from 'grammy'
import { data } from '#bot/callback-data.ts'
import type { BotContext } from '#bot/context.ts'
import { type Screen, show } from '#bot/screen.ts'
import { BackendRefusal } from '#contract/client.ts'
import { mainMenu } from './menu.ts'
import { purchaseScreen } from './purchase.ts'

export const trial = new Composer<BotContext>()

trial.callbackQuery(data.trial, async (ctx) => show(ctx, await accept(ctx)))
trial.callbackQuery(data.notNow, async (ctx) => show(ctx, { text: ctx.t.trialLater, keyboard: withTrial(ctx) }))

/** The offer of the trial, or of what is sold when there is no trial to be had. */
export async function offerTrial(ctx: BotContext, introduction: string): Promise<Screen> {
  const { t, tools, person } = ctx
  const offers = await tools.backend.offers({ telegram_id: person.telegram_id })
  if (offers.trial_messages === null) {
    const offer = await purchaseScreen(ctx)
    return { ...offer, text: `${introduction}\n\n${offer.text}` }
  }
  const keyboard = new InlineKeyboard()
    .add({ text: t.buttons.tryFree, callback_data: data.trial, style: 'success' })
    .row()
    .text(t.buttons.notNow, data.notNow)
  return { text: `${introduction}\n\n${t.trialOffer(offers.trial_messages)}`, keyboard }
}

async function accept(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  try {
    const means = await tools.backend.startTrial({ telegram_id: person.telegram_id })
    return { text: t.trialStarted(means.trial?.left ?? 0), keyboard: mainMenu(t) }
  } catch (error) {
    if (!(error instanceof BackendRefusal) || error.code !== 'trial_already_used') throw error
    return { text: t.trialAlready, keyboard: mainMenu(t) }
  }
}

function withTrial({ t }: BotContext): InlineKeyboard {
  const offer = new InlineKeyboard().add({ text: t.buttons.tryFree, callback_data: data.trial, style: 'success' }).row()
  return offer.append(mainMenu(t))
}
