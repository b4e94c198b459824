import type { Catalog, Pack, Plan } from '#modules/catalog/catalog.ts'
import type { Title } from '#modules/catalog/contract.ts'
import type { Agreed } from '#modules/users/contract.ts'
import { discounted } from '#modules/entitlements/discounts.ts'
import type { PaymentMethod } from './contract.ts'

/** What a payment buys, written into its order: it can be delivered though the catalogue has changed since. */
export type Product = {
  id: string
  title: Title
  priceStars: number
  priceCard?: { currency: string; amount: number } | undefined
} & ({ kind: 'pack'; credits: number } | { kind: 'plan'; days: number; renews: boolean })

/** What an order holds: the product, the discount that its price has, whether it is for another person, and the documents that its payer agrees to. */
export type Ordered = Product & {
  discount?: { id: number; percent: number } | undefined
  gift?: true | undefined
  agreed?: Agreed | undefined
}

/** What it costs, by how it is paid; undefined when it cannot be paid so. */
export function priceOf(product: Product, method: PaymentMethod): { currency: string; amount: number } | undefined {
  return method === 'stars' ? { currency: 'XTR', amount: product.priceStars } : product.priceCard
}

/**
 * The price less a discount. Only Stars have one: which sums a card can pay, Telegram alone knows. Nor does what Telegram
 * renews, because each renewal would have it again.
 */
export function reduced(
  product: Product,
  price: { currency: string; amount: number },
  discount: { percent: number } | undefined,
): { currency: string; amount: number } {
  if (!discount || !mayBeReduced(product, price)) return price
  return { ...price, amount: discounted(price.amount, discount.percent) }
}

export function mayBeReduced(product: Product, { currency }: { currency: string }): boolean {
  return currency === 'XTR' && !(product.kind === 'plan' && product.renews)
}

/** What is on sale under this id now. */
export function findOffered({ packs, plans, ...catalog }: Catalog, id: string): Product | undefined {
  const isOffered = ({ offered }: { offered: boolean }) => offered
  return findProduct({ ...catalog, packs: packs.filter(isOffered), plans: plans.filter(isOffered) }, id)
}

/** What the catalogue knows under this id, on sale or no longer. */
export function findProduct(catalog: Catalog, id: string): Product | undefined {
  const pack = catalog.packs.find((pack) => pack.id === id)
  if (pack) return { kind: 'pack', ...pricesOf(pack), credits: pack.credits }
  const plan = catalog.plans.find((plan) => plan.id === id)
  return plan && { kind: 'plan', ...pricesOf(plan), days: plan.days, renews: plan.renews }
}

function pricesOf({ id, title, priceStars, priceCard }: Pack | Plan) {
  return { id, title, priceStars, ...(priceCard ? { priceCard } : {}) }
}

/** The same for another person: once, because a gift does not renew. */
export function asGift(product: Product): Ordered {
  return product.kind === 'plan' ? { ...product, renews: false, gift: true } : { ...product, gift: true }
}
