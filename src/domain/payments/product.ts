import type { Catalog } from '#domain/catalog.ts'

/** What a payment buys, written into its order: it can be delivered though the catalogue has changed since. */
export type Product =
  | { kind: 'pack'; id: string; title: { ru: string; en: string }; priceStars: number; credits: number }
  | { kind: 'plan'; id: string; title: { ru: string; en: string }; priceStars: number; days: number; renews: boolean }

/** What is on sale under this id now. */
export function findProduct(catalog: Catalog, id: string): Product | undefined {
  const pack = catalog.packs.find((pack) => pack.id === id)
  if (pack) return { kind: 'pack', id, title: pack.title, priceStars: pack.priceStars, credits: pack.credits }
  const plan = catalog.plans.find((plan) => plan.id === id)
  return (
    plan && { kind: 'plan', id, title: plan.title, priceStars: plan.priceStars, days: plan.days, renews: plan.renews }
  )
}
