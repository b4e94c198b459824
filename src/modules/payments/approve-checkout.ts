import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { holdDiscount } from '#modules/entitlements/discounts.ts'
import { record } from '#modules/events/events.ts'
import { findRenewing } from './renewals.ts'
import { findUser } from '#modules/users/users.ts'
import { findProduct, type Ordered } from './product.ts'
import { restoreOrder } from './restore-order.ts'

export type CheckoutRefusal =
  | 'unknown_invoice'
  | 'not_yours'
  | 'already_paid'
  | 'being_paid'
  | 'expired'
  | 'not_sold'
  | 'price_changed'
  | 'already_subscribed'
  | 'user_blocked'

/** Telegram asks just before it takes the money: any doubt is a no, because a no costs nothing. */
export async function approveCheckout(
  sql: Sql,
  { catalog, secrets }: { catalog: Catalog; secrets: readonly string[] },
  checkout: { telegramId: number; payload: string; currency: string; amount: number },
): Promise<{ approved: true } | { refused: CheckoutRefusal }> {
  // An invoice that was sent after the last dump outlives the loss of its row.
  await restoreOrder(sql, secrets, checkout.payload)
  const refused = (await reasonToRefuse(sql, catalog, checkout)) ?? (await take(sql, checkout))
  if (!refused) return { approved: true }
  await record(sql, {
    level: 'warn',
    kind: 'checkout_refused',
    userId: checkout.telegramId,
    data: { reason: refused, amount: checkout.amount },
  })
  return { refused }
}

/** After an approval the payment itself takes some seconds; a second tap meanwhile would be a second payment. */
const paymentTakesSeconds = 30

/** The order and its discount, or neither. */
async function take(
  sql: Sql,
  { telegramId, payload }: { telegramId: number; payload: string },
): Promise<'being_paid' | 'price_changed' | undefined> {
  return sql.transaction(async (sql) => {
    const [order] = await sql<{ id: number; details: Ordered }>`
      select id, details from transactions where user_id = ${telegramId} and invoice_payload = ${payload} and kind = 'order'`
    const { id: orderId, details } = order!
    if (details.discount) {
      const isFree = await holdDiscount(sql, { userId: telegramId, id: details.discount.id, orderId })
      if (!isFree) return 'price_changed'
    }
    return takeOrder(sql, { telegramId, payload })
  })
}

async function takeOrder(
  sql: Sql,
  { telegramId, payload }: { telegramId: number; payload: string },
): Promise<'being_paid' | undefined> {
  const rows = await sql`
    update transactions set details = details || moment.approved
    from (
      select jsonb_build_object('approvedAt', extract(epoch from clock_timestamp())) as approved,
        extract(epoch from clock_timestamp()) - ${paymentTakesSeconds}::float8 as over_at
    ) as moment
    where user_id = ${telegramId} and invoice_payload = ${payload} and kind = 'order' and status in ('pending', 'expired')
      and coalesce((details->>'approvedAt')::float8, 0) < moment.over_at
    returning id`
  return rows.length === 0 ? 'being_paid' : undefined
}

async function reasonToRefuse(
  sql: Sql,
  catalog: Catalog,
  { telegramId, payload, currency, amount }: { telegramId: number; payload: string; currency: string; amount: number },
): Promise<CheckoutRefusal | undefined> {
  const [order] = await sql<{
    userId: number
    status: string
    product: string
    currency: string
    amount: number
    details: Ordered
    expired: boolean
  }>`
    select user_id, status, product, currency, amount, details, expires_at < now() as expired from transactions
    where invoice_payload = ${payload} and kind = 'order'`
  if (!order) return 'unknown_invoice'
  if (order.userId !== telegramId) return 'not_yours'
  if ((await findUser(sql, telegramId))?.blocked) return 'user_blocked'
  if (order.status !== 'pending' && order.status !== 'expired') return 'already_paid'
  if (order.expired) return 'expired'
  if (!findProduct(catalog, order.product)) return 'not_sold'
  // An open order keeps its price and what it gives, whatever is published meanwhile.
  if (order.currency !== currency || order.amount !== amount) return 'price_changed'
  const product = order.details
  if (product.kind === 'plan' && product.renews && (await findRenewing(sql, telegramId))) return 'already_subscribed'
  return undefined
}
