import { Composer, InlineKeyboard } from 'grammy'
import { data } from '#bot/callback-data.ts'
import type { BotContext } from '#bot/context.ts'
import { type Screen, show } from '#bot/screen.ts'
import type { Texts } from '#bot/texts/dictionaries.ts'
import type { Language, Means, Offers } from '#contract/shapes.ts'

export const subscription = new Composer<BotContext>()

subscription.callbackQuery(data.subscription, async (ctx) => show(ctx, await subscriptionScreen(ctx)))

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
    : [t.subscriptionNone, '', ...planLines(t, person.language, offers.plans), '', t.notSoldYet]
  return {
    text: [t.subscription, '', ...lines].join('\n'),
    keyboard: new InlineKeyboard().text(t.buttons.buy, data.buy).text(t.buttons.back, data.menu),
  }
}

export function planLines(t: Texts, language: Language, plans: Offers['plans']): string[] {
  return plans.map((plan) =>
    t.planLine(plan.title[language], plan.price_stars, plan.days, plan.renews, plan.questions_per_day),
  )
}
