import type { Sql } from '#database/sql.ts'
import { record } from '#domain/events.ts'
import { recordPayment } from './record-payment.ts'
import { recordRefund } from './refund.ts'

/** A line of Telegram's own list of Star transactions that concerns a payment of a person. */
export interface StarMovement {
  chargeId: string
  telegramId: number
  amount: number
  direction: 'in' | 'out'
  payload: string
  /** Whether it is a payment of a subscription. */
  recurring: boolean
}

export interface Difference {
  chargeId: string
  telegramId: number
  amount: number
  what: 'payment_missed' | 'payment_unmatched' | 'refund_missed' | 'payer_unknown' | 'amount_differs'
}

/**
 * Compares Telegram's list with ours and mends what is missing, by the same path as everything else: a payment we never
 * heard of is credited, a refund we did not make is entered. Returns what was different.
 */
export async function reconcile(sql: Sql, movements: StarMovement[]): Promise<Difference[]> {
  const differences: Difference[] = []
  for (const movement of movements) {
    const what = movement.direction === 'in' ? await comparePayment(sql, movement) : await compareRefund(sql, movement)
    if (!what) continue
    const { chargeId, telegramId, amount } = movement
    differences.push({ chargeId, telegramId, amount, what })
    await record(sql, {
      level: 'error',
      kind: 'payment_difference',
      userId: telegramId,
      data: { what, chargeId, amount },
    })
  }
  return differences
}

export async function findCursor(sql: Sql): Promise<number> {
  const [row] = await sql<{ next_offset: number }>`select next_offset from reconciliation`
  return row?.next_offset ?? 0
}

export async function moveCursor(sql: Sql, nextOffset: number): Promise<void> {
  await sql`update reconciliation set next_offset = ${nextOffset}, at = now()`
}

async function comparePayment(sql: Sql, movement: StarMovement): Promise<Difference['what'] | undefined> {
  const { chargeId, telegramId, amount, payload } = movement
  const [known] = await sql<{ amount: number }>`
    select amount from transactions where user_id = ${telegramId} and telegram_payment_charge_id = ${chargeId}`
  if (known) return known.amount === amount ? undefined : 'amount_differs'
  const [order] = await sql<{ status: string }>`
    select status from transactions where user_id = ${telegramId} and invoice_payload = ${payload} and kind = 'order'`
  const recurring = movement.recurring ? (order?.status === 'paid' ? ('renewal' as const) : ('first' as const)) : null
  const completed = await recordPayment(sql, { telegramId, payload, currency: 'XTR', amount, chargeId, recurring })
  if ('refused' in completed) return 'payer_unknown'
  return completed.kind === 'unmatched' ? 'payment_unmatched' : 'payment_missed'
}

async function compareRefund(sql: Sql, { chargeId }: StarMovement): Promise<Difference['what'] | undefined> {
  const [known] = await sql<{
    status: string
  }>`select status from transactions where telegram_payment_charge_id = ${chargeId}`
  if (!known) return 'payment_unmatched'
  if (known.status === 'refunded') return undefined
  await recordRefund(sql, { chargeId, reason: 'found in the list of Star transactions' })
  // One that we have asked for ourselves is no difference: only its confirmation had not come yet.
  return known.status === 'refunding' ? undefined : 'refund_missed'
}
