import type { InlineKeyboard } from 'grammy'
import type { Language } from '#modules/users/contract.ts'
import type { ModelOffer } from '#modules/catalog/contract.ts'
import type { Means, Offers } from '#modules/charging/contract.ts'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'
import { money } from '#texts/money.ts'
import type { Texts } from '#texts/languages.ts'
import { titleIn } from '#texts/titles.ts'

/** A row for each: its price in Stars, and by card where the owner takes cards. */
export function addProducts(
  keyboard: InlineKeyboard,
  { t, tools, person }: BotContext,
  products: (Offers['packs'][number] | Offers['plans'][number])[],
): void {
  for (const { id, title, priceStars, priceCard } of products) {
    const stars = money(person.language, { currency: 'XTR', amount: priceStars })
    keyboard.text(t.buttons.product(titleIn(title, person.language), stars), data.product(id))
    if (tools.providerToken && priceCard) keyboard.text(money(person.language, priceCard), data.card(id))
    keyboard.row()
  }
}

export type PricedOffers = Offers & { models: ModelOffer[] }

export function packLines(t: Texts, language: Language, { packs, models }: PricedOffers): string[] {
  return packs.map(({ title, priceStars, credits }) => {
    const [name, count] = [titleIn(title, language), t.creditCount(credits)]
    const worth = worthOf(t, language, credits, models)
    const price = money(language, { currency: 'XTR', amount: priceStars })
    return `• ${name}: ${price} (${isSame(name, count) ? worth : `${count}: ${worth}`})`
  })
}

/** What credits buy: so many answers of the cheapest model, or so many of the dearest. */
export function worthOf(t: Texts, language: Language, credits: number, models: ModelOffer[]): string {
  const byPrice = models.toSorted((a, b) => a.priceCredits - b.priceCredits)
  const [cheapest, dearest] = [byPrice[0]!, byPrice.at(-1)!]
  const worth = t.worth(Math.floor(credits / cheapest.priceCredits), titleIn(cheapest.title, language))
  const fewer = Math.floor(credits / dearest.priceCredits)
  return dearest.priceCredits === cheapest.priceCredits || fewer === 0
    ? worth
    : t.worthOr(worth, fewer, titleIn(dearest.title, language))
}

/** However the spaces and the thousands of a number are written: 1,000 is 1000 and 1.000, but 1.99 is not 199. */
function isSame(one: string, other: string): boolean {
  return ungrouped(one) === ungrouped(other)
}

function ungrouped(text: string): string {
  return text.replaceAll(/\s/g, '').replaceAll(/(?<=\d)[.,](?=\d{3}(?!\d))/g, '')
}

export function planLines(t: Texts, language: Language, { plans, models }: PricedOffers): string[] {
  return plans.map((plan) =>
    t.planLine(
      titleIn(plan.title, language),
      plan.priceStars,
      plan.days,
      plan.renews,
      allowanceLine(t, language, plan, models),
    ),
  )
}

/** What a plan gives on a day, and what that buys. */
export function allowanceLine(
  t: Texts,
  language: Language,
  { creditsPerDay }: Offers['plans'][number],
  models: ModelOffer[],
): string {
  const included = models.filter(({ subscription }) => subscription)
  return t.allowance(creditsPerDay, worthOf(t, language, creditsPerDay, included))
}

/** What Telegram goes on taking money for, and when it does so next; undefined when nothing renews. */
export function renewalOf(
  subscription: Means['subscription'],
  { offers, language }: { offers: Offers; language: Language },
): { plan: string; at: string; paidUntil: string } | undefined {
  if (!subscription?.autoRenew) return undefined
  const { plan, renewedPlan, renewsAt, endsAt } = subscription
  return { plan: titleOf(offers, language, renewedPlan ?? plan), at: renewsAt ?? endsAt, paidUntil: endsAt }
}

/** What a plan is called, also one that is no longer sold. */
export function titleOf({ planTitles }: Pick<Offers, 'planTitles'>, language: Language, id: string): string {
  const title = planTitles[id]
  return title ? titleIn(title, language) : id
}
