import type { Sql } from '#platform/database/sql.ts'
import { type Cause, keyOf } from './gain.ts'

/** So many percent off one order. */
export interface Discount {
  id: number
  percent: number
  expiresAt: Date
}

/** Once an order is approved its payment may come for so long; no other order has the discount meanwhile. */
const heldForMinutes = 10

export async function addDiscount(
  sql: Sql,
  gain: { userId: number; percent: number; isForFirstPurchase: boolean; until: Date; cause: Cause },
): Promise<{ given: 'now' | 'before' }> {
  const { userId, percent, isForFirstPurchase, until, cause } = gain
  const rows = await sql`
    insert into discounts (user_id, percent, first_purchase, idempotency_key, expires_at)
    values (${userId}, ${percent}, ${isForFirstPurchase}, ${keyOf(cause)}, ${until})
    on conflict on constraint discounts_key do nothing
    returning id`
  return { given: rows.length > 0 ? 'now' : 'before' }
}

/** The best discount that a user's next order has. */
export async function discountOf(sql: Sql, userId: number): Promise<Discount | undefined> {
  const [row] = await sql<Discount>`
    select id, percent, expires_at from discounts
    where user_id = ${userId} and spent_by is null and expires_at > now()
      and not (first_purchase and exists (select 1 from transactions where user_id = ${userId} and paid_at is not null))
    order by percent desc, id limit 1`
  return row
}

/** Whether a user has bought anything, also what was refunded since. */
export async function hasPaid(sql: Sql, userId: number): Promise<boolean> {
  const rows = await sql`select from transactions where user_id = ${userId} and paid_at is not null limit 1`
  return rows.length > 0
}

/** Keeps a discount for the order that is about to be paid; false when it is spent, over or held by another order. */
export async function holdDiscount(sql: Sql, held: { userId: number; id: number; orderId: number }): Promise<boolean> {
  const { userId, id, orderId } = held
  const rows = await sql`
    update discounts set held_by = ${orderId}, held_until = now() + make_interval(mins => ${heldForMinutes})
    where user_id = ${userId} and id = ${id} and spent_by is null and expires_at > now()
      and not (first_purchase and exists (select 1 from transactions where user_id = ${userId} and paid_at is not null))
      and (held_by is null or held_by = ${orderId} or held_until < now())
    returning id`
  return rows.length > 0
}

/** The order was paid. A discount is spent once, and a refund does not bring it back. */
export async function spendDiscount(
  sql: Sql,
  spent: { userId: number; id: number; transactionId: number },
): Promise<void> {
  await sql`
    update discounts set spent_by = ${spent.transactionId}
    where user_id = ${spent.userId} and id = ${spent.id} and spent_by is null`
}

/** What is left to pay, in whole Stars: Telegram takes no less than one. */
export function discounted(priceStars: number, percent: number): number {
  return Math.max(1, Math.ceil((priceStars * (100 - percent)) / 100))
}
