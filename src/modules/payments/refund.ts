import type { Sql } from '#platform/database/sql.ts'
import { takeBack } from '#modules/entitlements/take-back.ts'
import { record } from '#modules/events/events.ts'
import { say } from '#modules/notifications/outbox.ts'
import { endRenewals } from './renewals.ts'
import { pauseAfter, policies } from '#platform/runtime/retry.ts'
import { lockPairs, lockUser } from '#modules/users/users.ts'
import { undoReferral } from '#modules/referrals/reward.ts'
import { undoGift } from '#modules/gifts/undo-gift.ts'
import type { Ordered } from './product.ts'

export interface Refund {
  telegramId: number
  chargeId: string
  /** XTR for Stars. */
  currency: string
  /** Whole Stars, or the smallest unit of the currency. */
  amount: number
  status: 'refunding' | 'refunded'
  /** How the provider of cards knows it. */
  providerChargeId: string | null
  /** Whether this call has changed the status. */
  changed: boolean
  /** Credits that could not be taken back because they were spent. */
  lossCredits: number
}

interface Row {
  userId: number
  id: number
  status: 'paid' | 'refunding' | 'refunded'
  currency: string
  amount: number
  lossCredits: number
  creditsGranted: number
  daysGranted: number
  invoicePayload: string
  providerPaymentChargeId: string | null
  details: Partial<Ordered>
}

/**
 * Takes back what a payment gave and marks it for refunding; Telegram is asked afterwards, again and again until it is
 * certain. Credits that are spent are a loss on record: the balance never falls below zero. Saying it twice changes nothing.
 */
export async function beginRefund(
  sql: Sql,
  request: { chargeId: string; by: number | null; reason: string },
): Promise<Refund | { refused: 'payment_not_found' }> {
  return changeStatus(sql, { ...request, status: 'refunding' })
}

/** The money is back: Telegram says so, no matter who asked for it, or the owner has returned a card's with the provider. */
export async function recordRefund(
  sql: Sql,
  refund: { chargeId: string; by: number | null; reason: string; at: Date },
): Promise<Refund | { refused: 'payment_not_found' }> {
  return changeStatus(sql, { ...refund, status: 'refunded' })
}

/** The owner has returned the money of a card with its provider; Stars are returned by Telegram alone. */
export async function confirmRefund(
  sql: Sql,
  request: { chargeId: string; by: number | null; reason: string },
): Promise<Refund | { refused: 'payment_not_found' }> {
  const [payment] = await sql<{ currency: string }>`
    select currency from transactions where telegram_payment_charge_id = ${request.chargeId}`
  const stars = payment?.currency === 'XTR'
  return changeStatus(sql, { ...request, status: stars ? 'refunding' : 'refunded', at: new Date(), tell: !stars })
}

export interface Refunding {
  telegramId: number
  id: number
  chargeId: string
  amount: number
  attempts: number
}

/** Payments whose Stars Telegram has still to send back and whose time to try has come, the longest waiting first. */
export async function findRefunding(sql: Sql, limit: number): Promise<Refunding[]> {
  return sql`
    select user_id as "telegramId", id, telegram_payment_charge_id as "chargeId", amount, refund_attempts as attempts
    from transactions
    where status = 'refunding' and currency = 'XTR' and (refund_try_at is null or refund_try_at <= now())
    order by refund_try_at nulls first, id limit ${limit}`
}

/** Telegram did not return it: later again, and in the end not any more, which the owner must know. */
export async function postponeRefund(sql: Sql, refund: Refunding, error: string): Promise<{ givenUp: boolean }> {
  const { telegramId, id, chargeId, amount } = refund
  const tries = refund.attempts + 1
  const givenUp = tries >= policies.moneyAtTelegram.tries
  await sql.transaction(async (sql) => {
    await sql`
    update transactions set refund_attempts = ${tries}, refund_error = ${error},
      refund_try_at = case when ${givenUp} then 'infinity' else moment.at + make_interval(secs => ${pauseAfter(policies.moneyAtTelegram, tries) / 1000}) end
    from (select now() as at) as moment
    where user_id = ${telegramId} and id = ${id} and status = 'refunding'`
    if (!givenUp) return
    await record(sql, {
      level: 'error',
      kind: 'refund_given_up',
      userId: telegramId,
      data: { chargeId, amount, error },
    })
    // A refund that is asked for again may be given up again.
    const key = `refund_given_up:${chargeId}:${Date.now()}`
    const data = { telegramId, amount, chargeId, reason: error }
    await say(sql, { key, to: 'owners', kind: 'refund_given_up', data })
  })
  return { givenUp }
}

async function changeStatus(
  sql: Sql,
  request: {
    chargeId: string
    by: number | null
    reason: string
    status: 'refunding' | 'refunded'
    at?: Date
    /** Of Stars Telegram tells the person itself; of a card it does not. */
    tell?: boolean
  },
): Promise<Refund | { refused: 'payment_not_found' }> {
  return sql.transaction(async (sql) => {
    const [owner] = await sql<{
      userId: number
    }>`select user_id from transactions where telegram_payment_charge_id = ${request.chargeId}`
    if (!owner) return { refused: 'payment_not_found' }
    // What the payment gave may be another person's by now.
    await lockPairs(sql)
    await lockUser(sql, owner.userId)
    const [payment] = await sql<Row>`
      select * from transactions where user_id = ${owner.userId} and telegram_payment_charge_id = ${request.chargeId}`
    const { status } = request
    const { amount, currency, providerPaymentChargeId: providerChargeId } = payment!
    const before = { telegramId: owner.userId, chargeId: request.chargeId, amount, currency, providerChargeId }
    const lossCredits =
      payment!.status === 'paid' ? await takeGain(sql, payment!, request.chargeId) : payment!.lossCredits
    if (payment!.status === 'refunded' || payment!.status === status) {
      await beginAgain(sql, payment!)
      return { ...before, status: payment!.status, changed: false, lossCredits }
    }
    await sql`
      update transactions set status = ${status}, loss_credits = ${lossCredits},
        refunded_at = case when ${status} = 'refunded' then coalesce(${request.at}::timestamptz, moment.at) end
      from (select now() as at) as moment
      where user_id = ${payment!.userId} and id = ${payment!.id}`
    await record(sql, {
      level: 'info',
      kind: status === 'refunded' ? 'payment_refunded' : 'refund_begun',
      userId: payment!.userId,
      data: {
        transactionId: payment!.id,
        chargeId: request.chargeId,
        amount,
        currency,
        lossCredits,
        by: request.by,
        reason: request.reason,
      },
    })
    if (request.tell) {
      const key = `payment_refunded:${request.chargeId}`
      const to = { telegramId: owner.userId }
      await say(sql, { key, to, kind: 'payment_refunded', data: { currency, amount } })
    }
    return { ...before, status, changed: true, lossCredits }
  })
}

/** What had been tried in vain long enough is tried again when it is asked for again. */
async function beginAgain(sql: Sql, payment: Row): Promise<void> {
  await sql`
    update transactions set refund_try_at = null, refund_attempts = 0
    where user_id = ${payment.userId} and id = ${payment.id} and status = 'refunding' and refund_try_at = 'infinity'`
}

/** The credits of a payment that its refund could not take back now, because they are spent. */
export async function spentOf(sql: Sql, chargeId: string): Promise<number> {
  const [payment] = await sql<{ spent: number }>`
    select greatest(t.credits_granted - u.credits, 0) as spent
    from transactions t join users u on u.telegram_id = t.user_id
    where t.telegram_payment_charge_id = ${chargeId} and t.status = 'paid'`
  return payment?.spent ?? 0
}

/** Returns what could not be taken because it was spent. */
async function takeGain(sql: Sql, payment: Row, chargeId: string): Promise<number> {
  const telegramId = payment.userId
  // Money that went back for a period must not be taken again for the next.
  await endRenewals(sql, { telegramId, cause: 'refunded', payment: { chargeId, payload: payment.invoicePayload } })
  const cause = { kind: 'refund', id: chargeId, transactionId: payment.id } as const
  await undoReferral(sql, { userId: telegramId, transactionId: payment.id })
  if (payment.details.gift) await undoGift(sql, { giverId: telegramId, transactionId: payment.id })
  if (payment.daysGranted > 0)
    await takeBack(sql, { of: 'planDays', userId: telegramId, days: payment.daysGranted, cause })
  if (payment.creditsGranted === 0) return 0
  const credits = await takeBack(sql, {
    of: 'credits',
    userId: telegramId,
    amount: payment.creditsGranted,
    reason: 'payment refunded',
    cause,
    ifSpent: 'lose',
  })
  if ('refused' in credits) throw new Error(`The credits of transaction ${payment.id} could not be taken back`)
  return credits.lost
}
