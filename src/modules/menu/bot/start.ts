import { InlineKeyboard } from 'grammy'
import { agreeKeyboard, findNotice } from '#bot-kit/agreement.ts'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { offerTrial } from '#bot-kit/offer-trial.ts'
import { type Screen, show } from '#bot-kit/screen.ts'
import { mainMenu } from '#bot-kit/main-menu.ts'
import { purchaseScreen } from '#bot-kit/purchase-screen.ts'
import { freeAgain, restLines } from '#bot-kit/trial-rest.ts'

export const start = new Feature()

start.command('start', async (ctx) => show(ctx, await welcome(ctx)))

/** A person who can ask is told so; one who cannot is offered what they may have next. */
async function welcome(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const { next, trial } = await tools.backend.getCredits({ telegramId: person.telegramId })
  if ('purse' in next) return ready(ctx)
  if (next.refused === 'trial_not_started') return offerTrial(ctx, t.welcome)
  if (['trial_used_up', 'trial_continues', 'subscription_ended'].includes(next.refused)) {
    const offer = await purchaseScreen(ctx)
    const said = [t.welcomeBack, t.refused[next.refused], ...restLines(t, trial)].join(' ')
    return { ...offer, text: `${said}\n\n${offer.text}` }
  }
  const again = next.refused === 'trial_paused' ? [freeAgain(t, next.resumesAt)] : []
  return { text: [t.welcomeBack, t.refused[next.refused], ...again].join(' '), keyboard: refusalKeyboard(ctx) }
}

async function ready(ctx: BotContext): Promise<Screen> {
  const { t } = ctx
  const [menu, notice] = await Promise.all([mainMenu(ctx), findNotice(ctx)])
  if (!notice) return { text: `${t.welcome}\n\n${t.ready}`, keyboard: menu }
  return { text: `${t.welcome}\n\n${notice.text}`, keyboard: agreeKeyboard(t, notice, 'start').append(menu) }
}

function refusalKeyboard({ t }: BotContext): InlineKeyboard {
  return new InlineKeyboard()
    .text(t.buttons.model, data.models)
    .text(t.buttons.buy, data.buy)
    .row()
    .text(t.buttons.menu, data.menu)
}
