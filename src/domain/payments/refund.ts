import type { Sql } from '#database/sql.ts'
import { addEntry } from '#domain/credits/ledger.ts'
import { record } from '#domain/events.ts'
import { takePlanDaysBack } from '#domain/plan-days.ts'
import { endRenewals } from '#domain/renewals.ts'
import { lockUser } from '#domain/users.ts'

export interface Refund {
  telegramId: number
  chargeId: string
  amount: number
  status: 'refunding' | 'refunded'
  /** Credits that could not be taken back because they were spent. */
  lossCredits: number
}

interface Row {
  user_id: number
  id: number
  status: 'paid' | 'refunding' | 'refunded'
  currency: string
  amount: number
  loss_credits: number
  credits_granted: number
  days_granted: number
  invoice_payload: string
}

/**
 * Takes back what a payment gave and marks it for refunding; Telegram is asked afterwards, again and again until it is
 * certain. Credits that are spent are a loss on record: the balance never falls below zero. Saying it twice changes nothing.
 */
export async function beginRefund(
  sql: Sql,
  request: { chargeId: string; by: number | null; reason: string },
): Promise<Refund | { refused: 'payment_not_found' }> {
  return takeBack(sql, { ...request, status: 'refunding' })
}

/** Telegram says that a payment was refunded: by our wish, or by somebody else's, which takes back the same. */
export async function recordRefund(
  sql: Sql,
  refund: { chargeId: string; reason: string },
): Promise<Refund | { refused: 'payment_not_found' }> {
  return takeBack(sql, { ...refund, by: null, status: 'refunded' })
}

/** Payments whose money Telegram has still to send back, oldest first. */
export async function findRefunding(
  sql: Sql,
  limit: number,
): Promise<{ telegramId: number; chargeId: string; amount: number }[]> {
  return sql`
    select user_id as "telegramId", telegram_payment_charge_id as "chargeId", amount from transactions
    where status = 'refunding' order by id limit ${limit}`
}

async function takeBack(
  sql: Sql,
  request: { chargeId: string; by: number | null; reason: string; status: 'refunding' | 'refunded' },
): Promise<Refund | { refused: 'payment_not_found' }> {
  return sql.transaction(async (sql) => {
    const [owner] = await sql<{
      user_id: number
    }>`select user_id from transactions where telegram_payment_charge_id = ${request.chargeId}`
    if (!owner) return { refused: 'payment_not_found' }
    await lockUser(sql, owner.user_id)
    const [payment] = await sql<Row>`
      select * from transactions where user_id = ${owner.user_id} and telegram_payment_charge_id = ${request.chargeId}`
    // Only Stars go back through Telegram; the money of a card is returned with its provider.
    const status = payment!.currency === 'XTR' ? request.status : 'refunded'
    const before = { telegramId: owner.user_id, chargeId: request.chargeId, amount: payment!.amount }
    const lossCredits =
      payment!.status === 'paid' ? await takeGain(sql, payment!, request.chargeId) : payment!.loss_credits
    if (payment!.status === 'refunded' || payment!.status === status)
      return { ...before, status: payment!.status, lossCredits }
    await sql`
      update transactions set status = ${status}, loss_credits = ${lossCredits},
        refunded_at = case when ${status} = 'refunded' then now() end
      where user_id = ${payment!.user_id} and id = ${payment!.id}`
    await record(sql, {
      level: 'info',
      kind: status === 'refunded' ? 'payment_refunded' : 'refund_begun',
      userId: payment!.user_id,
      data: {
        transactionId: payment!.id,
        chargeId: request.chargeId,
        amount: payment!.amount,
        lossCredits,
        by: request.by,
        reason: request.reason,
      },
    })
    return { ...before, status, lossCredits }
  })
}

/** Returns what could not be taken because it was spent. */
async function takeGain(sql: Sql, payment: Row, chargeId: string): Promise<number> {
  const telegramId = payment.user_id
  // Money that went back for a period must not be taken again for the next.
  await endRenewals(sql, { telegramId, cause: 'refunded', payment: { chargeId, payload: payment.invoice_payload } })
  if (payment.days_granted > 0) await takePlanDaysBack(sql, { telegramId, chargeId, transactionId: payment.id })
  if (payment.credits_granted === 0) return 0
  const [user] = await sql<{ credits: number }>`select credits from users where telegram_id = ${payment.user_id}`
  const taken = Math.min(payment.credits_granted, user!.credits)
  if (taken > 0)
    await addEntry(sql, {
      userId: payment.user_id,
      delta: -taken,
      kind: 'refund',
      reason: 'payment refunded',
      transactionId: payment.id,
      idempotencyKey: `refund:${chargeId}`,
    })
  return payment.credits_granted - taken
}
