import type { InlineKeyboard } from 'grammy'
import type { Language, Offers } from '#contract/shapes.ts'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'
import { money } from './money.ts'
import type { Texts } from './texts/dictionaries.ts'

/** A row for each: its price in Stars, and by card where the owner takes cards. */
export function addProducts(
  keyboard: InlineKeyboard,
  { t, tools, person }: BotContext,
  products: (Offers['packs'][number] | Offers['plans'][number])[],
): void {
  for (const { id, title, price_stars, price_card } of products) {
    const stars = money(person.language, { currency: 'XTR', amount: price_stars })
    keyboard.text(t.buttons.product(title[person.language], stars), data.product(id))
    if (tools.providerToken && price_card) keyboard.text(money(person.language, price_card), data.card(id))
    keyboard.row()
  }
}

export function planLines(t: Texts, language: Language, plans: Offers['plans']): string[] {
  return plans.map((plan) =>
    t.planLine(plan.title[language], plan.price_stars, plan.days, plan.renews, plan.questions_per_day),
  )
}

/** What a plan is called, also one that is no longer sold. */
export function titleOf(plans: Offers['plans'], language: Language, id: string): string {
  return plans.find((plan) => plan.id === id)?.title[language] ?? id
}
