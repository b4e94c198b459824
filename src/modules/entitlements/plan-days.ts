import type { Sql } from '#platform/database/sql.ts'

/** Telegram's month is thirty of them. */
const daySeconds = 86_400

/**
 * Adds the days of a payment behind everything that is paid already; returns until when everything is paid with them. The
 * caller holds the user's lock and has recorded the payment.
 */
export async function addPlanDays(
  sql: Sql,
  paid: { telegramId: number; plan: string; days: number; chargeId: string; transactionId: number },
): Promise<Date> {
  const [row] = await sql<{ until: Date }>`
    select add_plan_days(${paid.telegramId}, ${paid.plan}, ${paid.days * daySeconds}, 'purchase', ${paid.transactionId},
      ${`payment:${paid.chargeId}`}, now()) as until`
  return row!.until
}

/**
 * Takes back what is unused of a payment's days; what is paid behind them moves forward, so that access has no hole. The
 * caller holds the user's lock.
 */
export async function takePlanDaysBack(
  sql: Sql,
  refunded: { telegramId: number; chargeId: string; transactionId: number },
): Promise<void> {
  await sql`
    select take_plan_days_back(${refunded.telegramId}, ${refunded.transactionId}, ${`refund:${refunded.chargeId}`}, now())`
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
