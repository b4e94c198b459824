import type { Sql } from '#platform/database/sql.ts'
import { spendDiscount } from '#modules/entitlements/discounts.ts'
import { give } from '#modules/entitlements/give.ts'
import { record } from '#modules/events/events.ts'
import { giftBoughtBy, openGift } from '#modules/gifts/gift.ts'
import type { Title } from '#modules/catalog/contract.ts'
import { notePaymentOfInvited } from '#modules/referrals/reward.ts'
import { say } from '#modules/notifications/outbox.ts'
import { paidUntilWith } from '#modules/entitlements/plan-days.ts'
import { doubledBy, noteRecurringPayment } from './renewals.ts'
import { keepAgreementOfPayment } from '#modules/users/agreement.ts'
import { lockUser, type User } from '#modules/users/users.ts'
import type { Ordered, Product } from './product.ts'

export interface Receipt {
  /** Who paid, which need not be who was offered it. */
  telegramId: number
  payload: string
  currency: string
  amount: number
  chargeId: string
  providerChargeId?: string | undefined
  /** A payment of a subscription; the first one, or a renewal by Telegram. */
  recurring: 'first' | 'renewal' | null
  subscriptionExpiresAt?: Date | undefined
  /** When the money moved, if that is long ago. */
  paidAt?: Date | undefined
}

export interface Completed {
  transactionId: number
  kind: 'order' | 'renewal' | 'extra' | 'unmatched'
  /** Whether this charge had been recorded before; then nothing has changed now. */
  repeated: boolean
  product: string | null
  credits: number
  days: number
  /** Until when everything is paid with this payment; null when it gave no days. */
  paidUntil: Date | null
  /** Whether the invoice was made out to another person. */
  foreign: boolean
  /** Another subscription renews already, so that the renewal of this one ends; whether Telegram has confirmed that. */
  doubled: { ended: boolean } | null
  /** What was bought for another person: its link has this token. */
  gift: { token: string; title: Title } | null
}

interface Order {
  userId: number
  id: number
  status: string
  currency: string
  amount: number
  details: Ordered
}

/**
 * Money has come in: it is recorded once per charge and what it bought is given in the same transaction. Money for an
 * order that is paid already, or that was made out to another person, is money too and buys the same for the person who paid it.
 * Money that fits no order is kept on record, gives nothing, and is for the owner to look at.
 */
export async function recordPayment(sql: Sql, receipt: Receipt): Promise<Completed | { refused: 'user_not_found' }> {
  return sql.transaction(async (sql) => {
    const user = await lockUser(sql, receipt.telegramId)
    if (!user) return { refused: 'user_not_found' }
    const before = await findCharge(sql, receipt)
    if (before) return { ...before, ...(await effectsOf(sql, receipt, before.transactionId)), repeated: true }
    const [order] = await sql<Order>`
      select user_id, id, status, currency, amount, details from transactions
      where invoice_payload = ${receipt.payload} and kind = 'order'`
    const product =
      order && order.currency === receipt.currency && order.amount === receipt.amount ? order.details : undefined
    const kind = kindOf(receipt, order, product)
    const transactionId = await writeReceipt(sql, receipt, kind, kind === 'order' ? order : undefined, product)
    if (product?.gift) await openGift(sql, { giverId: receipt.telegramId, transactionId, product })
    else if (product) await giveProduct(sql, user, receipt, product, transactionId)
    if (product) await notePaymentOfInvited(sql, { userId: receipt.telegramId, transactionId })
    if (product?.agreed && kind === 'order') await keepAgreementOfPayment(sql, user, product.agreed)
    if (product?.discount && kind === 'order')
      await spendDiscount(sql, { userId: receipt.telegramId, id: product.discount.id, transactionId })
    const completed = { transactionId, kind, product: product?.id ?? null, ...gainOf(product) }
    await record(sql, {
      level: kind === 'unmatched' ? 'error' : kind === 'extra' ? 'warn' : 'info',
      kind: kind === 'unmatched' ? 'payment_unmatched' : 'payment_completed',
      userId: receipt.telegramId,
      data: { ...completed, chargeId: receipt.chargeId, amount: receipt.amount, currency: receipt.currency },
    })
    // What the comparison with Telegram's list finds is told with its other differences.
    if (kind === 'unmatched' && !receipt.paidAt) {
      const { telegramId, amount, currency, chargeId } = receipt
      const data = { telegramId, amount, currency, chargeId }
      await say(sql, { key: `payment_unmatched:${chargeId}`, to: 'owners', kind: 'payment_unmatched', data })
    }
    return { ...completed, ...(await effectsOf(sql, receipt, transactionId)), repeated: false }
  })
}

async function findCharge(
  sql: Sql,
  { telegramId, chargeId }: Receipt,
): Promise<Pick<Completed, 'transactionId' | 'kind' | 'product' | 'credits' | 'days'> | undefined> {
  const [row] = await sql<{
    id: number
    kind: Completed['kind']
    product: string | null
    credits: number
    days: number
  }>`
    select id, kind, product, credits_granted as credits, days_granted as days from transactions
    where user_id = ${telegramId} and telegram_payment_charge_id = ${chargeId}`
  return row && { transactionId: row.id, kind: row.kind, product: row.product, credits: row.credits, days: row.days }
}

function kindOf(receipt: Receipt, order: Order | undefined, product: Product | undefined): Completed['kind'] {
  if (!order || !product) return 'unmatched'
  const own = order.userId === receipt.telegramId
  if (own && receipt.recurring === 'renewal') return 'renewal'
  return own && (order.status === 'pending' || order.status === 'expired') ? 'order' : 'extra'
}

async function writeReceipt(
  sql: Sql,
  receipt: Receipt,
  kind: Completed['kind'],
  order: Order | undefined,
  product: Ordered | undefined,
): Promise<number> {
  const { credits, days } = gainOf(product)
  const [row] = order
    ? await sql<{ id: number }>`
        update transactions set status = 'paid', telegram_payment_charge_id = ${receipt.chargeId},
          provider_payment_charge_id = ${receipt.providerChargeId}, credits_granted = ${credits}, days_granted = ${days},
          subscription_expires_at = ${receipt.subscriptionExpiresAt}, paid_at = coalesce(${receipt.paidAt}::timestamptz, moment.at)
        from (select now() as at) as moment
        where user_id = ${order.userId} and id = ${order.id} returning id`
    : await sql<{ id: number }>`
        insert into transactions (user_id, kind, status, product, invoice_payload, currency, amount, credits_granted, days_granted,
          telegram_payment_charge_id, provider_payment_charge_id, subscription_expires_at, details, paid_at)
        values (${receipt.telegramId}, ${kind}, 'paid', ${product?.id}, ${receipt.payload}, ${receipt.currency}, ${receipt.amount},
          ${credits}, ${days}, ${receipt.chargeId}, ${receipt.providerChargeId}, ${receipt.subscriptionExpiresAt}, ${product ?? {}},
          coalesce(${receipt.paidAt}::timestamptz, now()))
        returning id`
  return row!.id
}

async function giveProduct(
  sql: Sql,
  user: User,
  receipt: Receipt,
  product: Product,
  transactionId: number,
): Promise<void> {
  const { telegramId, chargeId, payload, recurring } = receipt
  const cause = { kind: 'payment', id: chargeId, transactionId } as const
  if (product.kind === 'plan') {
    const plan = product.id
    mustBeNew(await give(sql, { of: 'planDays', userId: telegramId, plan, days: product.days, cause }), cause)
    if (recurring === null) return
    const expiresAt = receipt.subscriptionExpiresAt
    await noteRecurringPayment(sql, {
      telegramId,
      blocked: user.blocked,
      plan,
      chargeId,
      payload,
      recurring,
      expiresAt,
    })
    return
  }
  const { credits: amount, id } = product
  mustBeNew(await give(sql, { of: 'credits', userId: telegramId, amount, reason: `bought ${id}`, cause }), cause)
}

/** The charge has just been recorded for the first time, so nothing can have been given for it. */
function mustBeNew(outcome: { given: 'now' | 'before' } | { refused: string }, cause: { transactionId: number }): void {
  if ('refused' in outcome || outcome.given === 'before')
    throw new Error(`What transaction ${cause.transactionId} bought could not be given`)
}

async function effectsOf(sql: Sql, { telegramId, chargeId, payload }: Receipt, transactionId: number) {
  const [order] = await sql<{ userId: number }>`
    select user_id from transactions where invoice_payload = ${payload} and kind = 'order'`
  return {
    foreign: order !== undefined && order.userId !== telegramId,
    paidUntil: await paidUntilWith(sql, { telegramId, transactionId }),
    doubled: await doubledBy(sql, { telegramId, chargeId }),
    gift: (await giftBoughtBy(sql, { giverId: telegramId, transactionId })) ?? null,
  }
}

/** What the payer has of it: of a gift nothing. */
function gainOf(product: Ordered | undefined): { credits: number; days: number } {
  if (!product || product.gift) return { credits: 0, days: 0 }
  return product.kind === 'pack' ? { credits: product.credits, days: 0 } : { credits: 0, days: product.days }
}
