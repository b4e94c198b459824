import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'
import { say } from '#modules/notifications/outbox.ts'
import { type Introduction, register } from '#modules/users/users.ts'
import { recordPayment } from './record-payment.ts'
import { recordRefund } from './refund.ts'
import { restoreOrder } from './restore-order.ts'

/** A line of Telegram's own list of Star transactions that concerns a payment of a person. */
export interface StarMovement {
  chargeId: string
  payer: Introduction
  amount: number
  direction: 'in' | 'out'
  payload: string
  at: Date
  /** What an affiliate has kept of it, in billionths of a Star. */
  commissionNanostars: number
  /** For a payment of a subscription: until when it pays. */
  paysUntil: Date | undefined
}

export interface Difference {
  chargeId: string
  telegramId: number
  amount: number
  what:
    | 'payment_missed'
    | 'payment_unmatched'
    | 'refund_missed'
    | 'refund_unmatched'
    | 'payer_unknown'
    | 'amount_differs'
}

/** How the list is compared. */
export interface Comparison {
  /** With which the payloads of our invoices were signed. */
  secrets: readonly string[]
  /** Nothing was compared before: what is not ours was there before us, and is left alone. */
  first: boolean
}

/**
 * Compares Telegram's list with ours and mends what is missing, by the same path as everything else: a payment we never
 * heard of is credited, also when its order and its payer are unknown here; a refund we did not make is entered. The owners
 * are told of every difference, each once for ever; mended, noted and told in one transaction.
 */
export async function reconcile(
  sql: Sql,
  movements: StarMovement[],
  comparison: Comparison,
): Promise<{ differences: Difference[]; history: number }> {
  return sql.transaction(async (sql) => {
    const differences: Difference[] = []
    let history = 0
    for (const movement of movements) {
      const what = await compare(sql, movement, comparison)
      if (!what || !(await note(sql, movement, what))) continue
      if (what === 'history') {
        history += 1
        continue
      }
      const { chargeId, amount, payer } = movement
      differences.push({ chargeId, telegramId: payer.telegramId, amount, what })
      const data = { what, chargeId, amount }
      await record(sql, { level: 'error', kind: 'payment_difference', userId: payer.telegramId, data })
    }
    if (differences.length > 0) {
      const { chargeId, what } = differences[0]!
      await say(sql, {
        key: `payments_differ:${chargeId}:${what}`,
        to: 'owners',
        kind: 'payments_differ',
        data: { differences },
      })
    }
    return { differences, history }
  })
}

type Found = Difference['what'] | 'history' | undefined

async function compare(sql: Sql, movement: StarMovement, comparison: Comparison): Promise<Found> {
  const { chargeId } = movement
  const [before] = await sql`select 1 from payment_differences where charge_id = ${chargeId} and what = 'history'`
  if (before) return undefined
  if (movement.direction === 'out') return compareRefund(sql, movement, comparison)
  const found = await comparePayment(sql, movement, comparison)
  if (movement.commissionNanostars > 0) await noteCommission(sql, movement)
  return found
}

async function noteCommission(sql: Sql, { chargeId, payer, commissionNanostars }: StarMovement): Promise<void> {
  await sql`
    update transactions set commission_nanostars = ${commissionNanostars}
    where user_id = ${payer.telegramId} and telegram_payment_charge_id = ${chargeId}
      and commission_nanostars <> ${commissionNanostars}`
}

/** False when the same was noted before. */
async function note(sql: Sql, { chargeId, payer, amount, at }: StarMovement, what: string): Promise<boolean> {
  const rows = await sql`
    insert into payment_differences (charge_id, what, user_id, amount, happened_at)
    values (${chargeId}, ${what}, ${payer.telegramId}, ${amount}, ${at})
    on conflict do nothing returning charge_id`
  return rows.length > 0
}

async function comparePayment(sql: Sql, movement: StarMovement, { secrets, first }: Comparison): Promise<Found> {
  const { chargeId, payer, amount, payload, at, paysUntil } = movement
  const { telegramId } = payer
  const [known] = await sql<{ amount: number }>`
    select amount from transactions where user_id = ${telegramId} and telegram_payment_charge_id = ${chargeId}`
  if (known) return known.amount === amount ? undefined : 'amount_differs'
  const order = async () => {
    const [row] = await sql<{ userId: number; status: string; paidAt: Date | null }>`
      select user_id, status, paid_at from transactions where invoice_payload = ${payload} and kind = 'order'`
    return row
  }
  const ours = (await order()) ?? ((await restoreOrder(sql, secrets, payload)) ? await order() : undefined)
  if (!ours && first) return 'history'
  if (ours) await introduce(sql, payer)
  // One from before the order was paid here is another subscription by the same invoice, which renews beside it.
  const renewal = ours?.userId === telegramId && ours.status === 'paid' && ours.paidAt !== null && at >= ours.paidAt
  const completed = await recordPayment(sql, {
    telegramId,
    payload,
    currency: 'XTR',
    amount,
    chargeId,
    recurring: paysUntil ? (renewal ? 'renewal' : 'first') : null,
    subscriptionExpiresAt: paysUntil,
    paidAt: at,
  })
  if ('refused' in completed) return 'payer_unknown'
  return completed.kind === 'unmatched' ? 'payment_unmatched' : 'payment_missed'
}

/** A person who paid us and is unknown here is made known; names that we have are left as they are. */
async function introduce(sql: Sql, payer: Introduction): Promise<void> {
  const [known] = await sql`select 1 from users where telegram_id = ${payer.telegramId} and first_name <> ''`
  if (!known) await register(sql, payer)
}

async function compareRefund(sql: Sql, { chargeId, at }: StarMovement, { first }: Comparison): Promise<Found> {
  const [known] = await sql<{ status: string }>`
    select status from transactions where telegram_payment_charge_id = ${chargeId}`
  if (!known) return first ? 'history' : 'refund_unmatched'
  if (known.status === 'refunded') return undefined
  await recordRefund(sql, { chargeId, by: null, reason: 'found in the list of Star transactions', at })
  // One that we have asked for ourselves is no difference: only its confirmation had not come yet.
  return known.status === 'refunding' ? undefined : 'refund_missed'
}

/** Where to go on reading, and whether the list was ever read to its end. */
export async function findCursor(sql: Sql): Promise<{ nextOffset: number; first: boolean }> {
  const [row] = await sql<{ nextOffset: number; first: boolean }>`
    select next_offset as "nextOffset", at is null as first from reconciliation`
  return row ?? { nextOffset: 0, first: true }
}

/** At the end of the first reading the owners hear how much was there before us: old payments are none of our books. */
export async function moveCursor(sql: Sql, to: { nextOffset: number; atEnd: boolean; first: boolean }): Promise<void> {
  await sql.transaction(async (sql) => {
    await sql`
      update reconciliation set next_offset = ${to.nextOffset}, at = case when ${to.atEnd} then now() else at end`
    if (!to.atEnd || !to.first) return
    const [row] = await sql<{ count: number }>`select count(*) from payment_differences where what = 'history'`
    const { count } = row!
    if (count === 0) return
    await record(sql, { level: 'info', kind: 'payment_history_found', data: { count } })
    await say(sql, { key: 'payment_history', to: 'owners', kind: 'payment_history', data: { count } })
  })
}

/** @throws when the state of reconciliation cannot be read: the database is away, or has not been migrated */
export async function readReconciliation(sql: Sql): Promise<void> {
  await sql`select 1 from reconciliation`
}
