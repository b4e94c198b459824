import { InlineKeyboard } from 'grammy'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { type Screen, show } from '#bot-kit/screen.ts'
import { freeAgain, restLines } from '#bot-kit/trial-rest.ts'
import type { Texts } from '#texts/languages.ts'
import { money } from '#texts/money.ts'
import type { Means } from '#modules/charging/contract.ts'
import { subscriptionLines } from './subscription.ts'

export const balance = new Feature()

balance.command('balance', async (ctx) => show(ctx, await balanceScreen(ctx)))
balance.callbackQuery(data.balance, async (ctx) => show(ctx, await balanceScreen(ctx)))

async function balanceScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const who = { telegramId: person.telegramId }
  const [means, offers, { payments }] = await Promise.all([
    tools.backend.getCredits(who),
    tools.backend.offers(who),
    tools.backend.userHistory(who),
  ])
  const lines = [
    ...(means.subscription
      ? subscriptionLines(t, person.language, means.subscription, offers)
      : [t.noSubscriptionLine]),
    ...trialLines(t, means),
    t.creditsLine(means.credits),
  ]
  const keyboard = new InlineKeyboard()
  if (offers.trialMessages !== null)
    keyboard.add({ text: t.buttons.tryFree, callback_data: data.trial(), style: 'success' }).row()
  keyboard.text(t.buttons.buy, data.buy).text(t.buttons.history, data.history).row().text(t.buttons.back, data.menu)
  // What was bought is taken back before Telegram returns the money and the person hears of it.
  const refunding = payments
    .filter(({ status }) => status === 'refunding')
    .map((payment) => t.refunding(money(person.language, payment)))
  const text = [t.balance, lines.join('\n'), ...refunding, nextLine(t, means)].join('\n\n')
  return { text, keyboard }
}

function trialLines(t: Texts, { trial }: Means): string[] {
  return trial ? [t.trialLine(trial.left, trial.granted), ...restLines(t, trial)] : [t.noTrialLine]
}

function nextLine(t: Texts, { next }: Means): string {
  if ('purse' in next) return next.purse === 'trial' ? t.nextPays.trial : t.nextPays[next.purse](next.price)
  const { refused, resumesAt } = next
  if (refused === 'trial_paused') return `${t.refused.trial_paused} ${freeAgain(t, resumesAt)}`
  if (refused === 'budget_used_up' && resumesAt) return `${t.refused.budget_used_up} ${t.resumes(resumesAt)}`
  return t.nextPays.nothing
}
