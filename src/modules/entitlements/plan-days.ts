import type { Sql } from '#platform/database/sql.ts'
import { type Cause, entryKindOf, keyOf, transactionOf } from './gain.ts'

/** Telegram's month is thirty of them. */
const daySeconds = 86_400

/** Adds days behind everything that is paid already, once for each cause. The caller holds the user's lock. */
export async function addPlanDays(
  sql: Sql,
  gain: { userId: number; plan: string; days: number; cause: Cause },
): Promise<{ given: 'now' | 'before'; paidUntil: Date } | { refused: 'idempotency_key_reused' }> {
  const { userId, plan, days, cause } = gain
  const [before] = await sql<{ same: boolean; until: Date }>`
    select plan = ${plan} and seconds = ${days * daySeconds} as same, paid_until_after as until from plan_day_entries
    where user_id = ${userId} and idempotency_key = ${keyOf(cause)}`
  if (before) return before.same ? { given: 'before', paidUntil: before.until } : { refused: 'idempotency_key_reused' }
  const [row] = await sql<{ until: Date }>`
    select add_plan_days(${userId}, ${plan}, ${days * daySeconds}, ${entryKindOf(cause)}, ${transactionOf(cause)},
      ${keyOf(cause)}, now()) as until`
  return { given: 'now', paidUntil: row!.until }
}

/**
 * Takes back what is unused of the days of a payment or a gift; what is paid behind them moves forward, so that access has no hole. The
 * caller holds the user's lock.
 */
export async function takePlanDaysBack(
  sql: Sql,
  loss: { userId: number; days: number; cause: Extract<Cause, { kind: 'refund' | 'undone' }> },
): Promise<{ taken: number; lost: number }> {
  const { userId, cause } = loss
  const [row] =
    cause.kind === 'undone'
      ? await sql<{ taken: string }>`select undo_plan_days(${userId}, ${cause.id}, ${keyOf(cause)}, now()) as taken`
      : await sql<{ taken: string }>`
          select take_plan_days_back(${userId}, ${cause.transactionId}, ${keyOf(cause)}, now()) as taken`
  const taken = Number(row!.taken)
  return { taken, lost: loss.days * daySeconds - taken }
}

/** Until when everything was paid with this payment; null for one that gave no days. */
export async function paidUntilWith(
  sql: Sql,
  payment: { telegramId: number; transactionId: number },
): Promise<Date | null> {
  const [row] = await sql<{ until: Date }>`
    select paid_until_after as until from plan_day_entries
    where user_id = ${payment.telegramId} and transaction_id = ${payment.transactionId} and kind = 'purchase'`
  return row?.until ?? null
}
