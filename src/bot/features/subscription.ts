import { Composer, InlineKeyboard } from 'grammy'
import { data } from '#bot/callback-data.ts'
import type { BotContext } from '#bot/context.ts'
import { type Screen, show } from '#bot/screen.ts'
import type { Texts } from '#bot/texts/dictionaries.ts'
import type { Language, Means, Offers } from '#contract/shapes.ts'

export const subscription = new Composer<BotContext>()

subscription.callbackQuery(data.subscription, async (ctx) => show(ctx, await subscriptionScreen(ctx)))
subscription.callbackQuery(data.cancelRenewal, (ctx) => changeRenewal(ctx, 'canceled'))
subscription.callbackQuery(data.resumeRenewal, (ctx) => changeRenewal(ctx, 'active'))

/** Telegram first, then our own books: what is said there later by `subscription` is the same. */
async function changeRenewal(ctx: BotContext, state: 'active' | 'canceled'): Promise<void> {
  const { t, tools, person } = ctx
  const { subscription: current } = await tools.backend.getCredits({ telegram_id: person.telegram_id })
  if (current?.charge_id && current.invoice_payload) {
    await ctx.api.editUserStarSubscription(person.telegram_id, current.charge_id, state === 'canceled')
    await tools.backend.updateSubscription({
      telegram_id: person.telegram_id,
      invoice_payload: current.invoice_payload,
      state,
    })
    await ctx.answerCallbackQuery(t.saved)
  }
  await show(ctx, await subscriptionScreen(ctx))
}

/** What a person has by subscription, line by line. */
export function subscriptionLines(
  t: Texts,
  language: Language,
  current: NonNullable<Means['subscription']>,
  plans: Offers['plans'],
): string[] {
  const title = plans.find(({ id }) => id === current.plan)?.title[language] ?? current.plan
  return [
    t.subscriptionLine(title, current.ends_at),
    current.auto_renew ? t.subscriptionRenews : t.subscriptionEnds,
    t.todayLine(current.questions_today, current.questions_per_day),
  ]
}

async function subscriptionScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const [means, offers] = await Promise.all([
    tools.backend.getCredits({ telegram_id: person.telegram_id }),
    tools.backend.offers({ telegram_id: person.telegram_id }),
  ])
  const lines = means.subscription
    ? subscriptionLines(t, person.language, means.subscription, offers.plans)
    : [t.subscriptionNone, '', ...planLines(t, person.language, offers.plans), '', t.howToPay]
  const keyboard = new InlineKeyboard()
  if (means.subscription?.charge_id && means.subscription.auto_renew)
    keyboard.text(t.buttons.cancelRenewal, data.cancelRenewal).row()
  else if (means.subscription?.charge_id) keyboard.text(t.buttons.resumeRenewal, data.resumeRenewal).row()
  keyboard.text(t.buttons.buy, data.buy).text(t.buttons.back, data.menu)
  return { text: [t.subscription, '', ...lines].join('\n'), keyboard }
}

export function planLines(t: Texts, language: Language, plans: Offers['plans']): string[] {
  return plans.map((plan) =>
    t.planLine(plan.title[language], plan.price_stars, plan.days, plan.renews, plan.questions_per_day),
  )
}
