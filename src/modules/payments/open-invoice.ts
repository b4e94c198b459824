import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { discountOf } from '#modules/entitlements/discounts.ts'
import { ownOfferOf, withPrices } from '#modules/experiments/arms.ts'
import { record } from '#modules/events/events.ts'
import type { PaymentMethod } from './contract.ts'
import { findRenewing } from './renewals.ts'
import type { Agreed } from '#modules/users/contract.ts'
import { lockUser } from '#modules/users/users.ts'
import { writePayload } from './payload.ts'
import { asGift, findOffered, mayBeReduced, type Ordered, priceOf, type Product, reduced } from './product.ts'

/** An unpaid invoice is good for so long; then a new one must be asked for. */
const orderLifeHours = 24

export interface Invoice {
  /** Names the order when it is paid, and says what it is when the order is lost. */
  payload: string
  product: Product
  /** XTR for Stars. */
  currency: string
  /** Whole Stars, or the smallest unit of the currency. */
  amount: number
  expiresAt: Date
}

/** Writes an order down, so that what is paid later can be held against what was offered. */
export async function openInvoice(
  sql: Sql,
  catalog: Catalog,
  request: {
    telegramId: number
    productId: string
    method: PaymentMethod
    gift: boolean
    /** The documents that the invoice names. */
    agreed?: Agreed | undefined
    secret: string
  },
): Promise<Invoice | { refused: 'user_not_found' | 'user_blocked' | 'product_not_found' | 'already_subscribed' }> {
  return sql.transaction(async (sql) => {
    const user = await lockUser(sql, request.telegramId)
    if (!user) return { refused: 'user_not_found' }
    if (user.blocked) return { refused: 'user_blocked' }
    const { packs: prices } = await ownOfferOf(sql, user.telegramId)
    const offered = findOffered(withPrices(catalog, prices), request.productId)
    const product: Ordered | undefined = offered && request.gift ? asGift(offered) : offered
    const fullPrice = product && priceOf(product, request.method)
    if (!product || !fullPrice) return { refused: 'product_not_found' }
    if (product.kind === 'plan' && product.renews && (await findRenewing(sql, user.telegramId)))
      return { refused: 'already_subscribed' }
    const discount = mayBeReduced(product, fullPrice) ? await discountOf(sql, user.telegramId) : undefined
    const price = reduced(product, fullPrice, discount)
    const ordered: Ordered = {
      ...product,
      ...(discount ? { discount: { id: discount.id, percent: discount.percent } } : {}),
      ...(request.agreed ? { agreed: request.agreed } : {}),
    }
    const payload = writePayload({ product, ...price, telegramId: user.telegramId }, request.secret)
    const [row] = await sql<{ id: number; expiresAt: Date }>`
      insert into transactions (user_id, kind, status, product, invoice_payload, currency, amount, details, expires_at)
      values (${user.telegramId}, 'order', 'pending', ${product.id}, ${payload}, ${price.currency}, ${price.amount}, ${ordered},
        now() + make_interval(hours => ${orderLifeHours}))
      returning id, expires_at`
    const data = { transactionId: row!.id, product: product.id, amount: price.amount }
    await record(sql, { level: 'info', kind: 'invoice_opened', userId: user.telegramId, data })
    return { payload, product, ...price, expiresAt: row!.expiresAt }
  })
}
