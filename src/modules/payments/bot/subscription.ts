import { InlineKeyboard } from 'grammy'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addProducts, planLines, renewalOf, titleOf } from '#bot-kit/products.ts'
import { type Screen, show } from '#bot-kit/screen.ts'
import type { Texts } from '#texts/languages.ts'
import type { Language } from '#modules/users/contract.ts'
import type { Means, Offers } from '#modules/charging/contract.ts'

export const subscription = new Feature()

subscription.callbackQuery(data.subscription, async (ctx) => show(ctx, await subscriptionScreen(ctx)))
subscription.callbackQuery(data.cancelRenewal, async (ctx) => show(ctx, await cancelScreen(ctx)))
subscription.callbackQuery(data.cancelRenewalYes, (ctx) => changeRenewal(ctx, 'canceled'))
subscription.callbackQuery(data.resumeRenewal, (ctx) => changeRenewal(ctx, 'active'))

/** Telegram first, then our own books: what is said there later by `subscription` is the same. */
async function changeRenewal(ctx: BotContext, state: 'active' | 'canceled'): Promise<void> {
  const { t, tools, person } = ctx
  const { subscription: current } = await tools.backend.getCredits({ telegramId: person.telegramId })
  if (!current?.chargeId || !current.invoicePayload) return show(ctx, await subscriptionScreen(ctx))
  await ctx.api.editUserStarSubscription(person.telegramId, current.chargeId, state === 'canceled')
  await tools.backend.updateSubscription({
    telegramId: person.telegramId,
    invoicePayload: current.invoicePayload,
    state,
  })
  await ctx.answerCallbackQuery(t.saved)
  const { text, keyboard } = await subscriptionScreen(ctx)
  await show(ctx, { text: `${t.renewal[state](current.endsAt)}\n\n${text}`, ...(keyboard ? { keyboard } : {}) })
}

/** Asked once more, with what stays: a slip of the finger must not end anything. */
async function cancelScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const who = { telegramId: person.telegramId }
  const [{ subscription: current }, offers] = await Promise.all([
    tools.backend.getCredits(who),
    tools.backend.offers(who),
  ])
  const renewal = renewalOf(current, { offers, language: person.language })
  if (!renewal) return subscriptionScreen(ctx)
  return {
    text: t.cancelRenewalQuestion(renewal.plan, renewal.paidUntil),
    keyboard: new InlineKeyboard()
      .add({ text: t.buttons.cancelRenewalYes, callback_data: data.cancelRenewalYes, style: 'danger' })
      .row()
      .text(t.buttons.keepRenewal, data.subscription),
  }
}

/** What a person has by subscription, line by line. */
export function subscriptionLines(
  t: Texts,
  language: Language,
  current: NonNullable<Means['subscription']>,
  offers: Offers,
): string[] {
  const [now, ...later] = current.periods
  const alone = later.length === 0 && (current.renewedPlan ?? current.plan) === current.plan
  const renewed = alone ? null : titleOf(offers, language, current.renewedPlan ?? current.plan)
  return [
    t.subscriptionLine(titleOf(offers, language, current.plan), now?.endsAt ?? current.endsAt),
    ...later.map(({ plan, endsAt: ends_at }) => t.subscriptionNext(titleOf(offers, language, plan), ends_at)),
    current.autoRenew ? t.subscriptionRenews(current.renewsAt ?? current.endsAt, renewed) : t.subscriptionEnds,
    todayLine(t, current),
  ]
}

function todayLine(t: Texts, current: NonNullable<Means['subscription']>): string {
  const { counts, creditsToday, creditsPerDay, questionsToday, questionsPerDay } = current
  if (counts === 'questions') return t.todayLine(questionsToday, questionsPerDay)
  if (creditsPerDay === null) return t.allowanceUsed(creditsToday)
  return t.allowanceLeft(Math.max(0, creditsPerDay - creditsToday), creditsPerDay)
}

async function subscriptionScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const [means, offers] = await Promise.all([
    tools.backend.getCredits({ telegramId: person.telegramId }),
    tools.backend.offers({ telegramId: person.telegramId }),
  ])
  const lines = means.subscription
    ? subscriptionLines(t, person.language, means.subscription, offers)
    : [t.subscriptionNone, '', ...planLines(t, person.language, offers), '', t.howToPay]
  const keyboard = new InlineKeyboard()
  if (!means.subscription) addProducts(keyboard, ctx, offers.plans)
  else if (means.subscription.chargeId && means.subscription.autoRenew)
    keyboard.text(t.buttons.cancelRenewal, data.cancelRenewal).row()
  else if (means.subscription.chargeId) keyboard.text(t.buttons.resumeRenewal, data.resumeRenewal).row()
  keyboard.text(t.buttons.buy, data.buy).text(t.buttons.back, data.menu)
  return { text: [t.subscription, '', ...lines].join('\n'), keyboard }
}
