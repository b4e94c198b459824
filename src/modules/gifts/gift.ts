import { randomBytes } from 'node:crypto'
import type { Sql } from '#platform/database/sql.ts'
import type { Title } from '#modules/catalog/contract.ts'
import type { Cause } from '#modules/entitlements/gain.ts'
import { give } from '#modules/entitlements/give.ts'
import { record } from '#modules/events/events.ts'

/** What was bought for another person, as it was ordered. */
export type GiftProduct = { id: string; title: Title } & (
  | { kind: 'pack'; credits: number }
  | { kind: 'plan'; days: number }
)

export interface Gift {
  /** The giver. */
  userId: number
  id: number
  token: string
  product: GiftProduct
  state: 'open' | 'claimed' | 'returned' | 'void'
  claimedBy: number | null
  expiresAt: Date
}

const openForDays = 30

/** A gift was paid: it waits for the person who opens its link. */
export async function openGift(
  sql: Sql,
  { giverId, transactionId, product }: { giverId: number; transactionId: number; product: GiftProduct },
): Promise<void> {
  const token = randomBytes(16).toString('base64url')
  await sql`
    insert into gifts (user_id, transaction_id, token, product, expires_at)
    values (${giverId}, ${transactionId}, ${token}, ${product}, now() + make_interval(days => ${openForDays}))`
  await record(sql, {
    level: 'info',
    kind: 'gift_bought',
    userId: giverId,
    data: { transactionId, product: product.id },
  })
}

/** What a payment bought for another person. */
export async function giftBoughtBy(
  sql: Sql,
  { giverId, transactionId }: { giverId: number; transactionId: number },
): Promise<{ token: string; title: Title } | undefined> {
  const [gift] = await sql<Gift>`
    select * from gifts where user_id = ${giverId} and transaction_id = ${transactionId}`
  return gift && { token: gift.token, title: gift.product.title }
}

/** The gifts of a giver that are not opened. */
export async function openGifts(sql: Sql, giverId: number): Promise<Gift[]> {
  return sql<Gift>`select * from gifts where user_id = ${giverId} and state = 'open' order by id desc limit 100`
}

/** Gives what the gift is, once. The caller's transaction holds the user's lock. Returns until when days are paid with it. */
export async function giveGift(sql: Sql, gift: Gift, userId: number): Promise<Date | null> {
  const { product } = gift
  const cause = causeOf(gift)
  const given =
    product.kind === 'pack'
      ? await give(sql, { of: 'credits', userId, amount: product.credits, reason: `gift ${product.id}`, cause })
      : await give(sql, { of: 'planDays', userId, plan: product.id, days: product.days, cause })
  if ('refused' in given) throw new Error(`Gift ${cause.id} has given something else before`)
  return 'paidUntil' in given ? given.paidUntil : null
}

/** A number is unique within its giver only. */
export function causeOf({ userId, id }: Gift): Extract<Cause, { kind: 'promo' | 'campaign' | 'gift' | 'referral' }> {
  return { kind: 'gift', id: `${userId}-${id}` }
}
