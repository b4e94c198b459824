import type { Price } from '#modules/entitlements/contract.ts'
import type { Texts } from '#texts/languages.ts'

/** What a button says a question costs; nothing where a subscription counts questions. */
export function priceLabel({ prices }: Texts, { purse, price }: Price): string {
  if (purse === 'subscription') return price === 0 ? '' : prices.subscription(price)
  return purse === 'trial' ? prices.trial(price) : prices.credits(price)
}

/** A button's words with its price. */
export function withPrice(t: Texts, label: string, price: Price): string {
  return [label, priceLabel(t, price)].filter(Boolean).join(' · ')
}

const letters = { subscription: 's', trial: 't', credits: 'c' } as const

/** The price as it stands in a button's data, so that what was shown is what is agreed to. */
export function encodePrice({ purse, price }: Price): string {
  return `${letters[purse]}${price}`
}

/** Null: the button showed none. */
export function decodePrice(text: string | undefined): Price | null {
  const purse = (['subscription', 'trial', 'credits'] as const).find((name) => letters[name] === text?.[0])
  return purse ? { purse, price: Number(text!.slice(1)) } : null
}
