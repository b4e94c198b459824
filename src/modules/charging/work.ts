import type { Sql } from '#platform/database/sql.ts'
import type { PaymentSource, Price } from './access.ts'

/** Something that costs: its own row carries what was quoted for it and what pays. */
export interface Work {
  userId: number
  kind: 'question' | 'voice' | 'image'
  id: number
  /** Grows when work that was released is reserved again. */
  attempt: number
  source: PaymentSource
  /** What was quoted, in the source's own unit. */
  price: Price['price']
}

/**
 * Takes what was quoted. The caller holds the user's lock and has chosen a source that can pay: one that cannot is a fault
 * of ours and undoes the transaction.
 */
export async function reserve(sql: Sql, work: Work): Promise<void> {
  await charge(sql, work, { step: 'reserve', price: work.price, reason: work.kind })
}

/**
 * Keeps the actual price of finished work and gives the rest back. The caller holds the user's lock whenever there is a
 * rest, and has just moved the work to its end, which happens once.
 */
export async function settle(sql: Sql, work: Work, actual: number, reason: string): Promise<void> {
  const rest = restOf(work, actual)
  if (rest > 0) await charge(sql, work, { step: 'settle', price: -rest, reason })
}

/** Gives back the whole price. The caller has just moved the work out of what is paid for, which happens once. */
export async function release(sql: Sql, work: Work, reason: string): Promise<void> {
  await charge(sql, work, { step: 'release', price: -work.price, reason })
}

/** What was quoted and not used. @throws Error when more was used: no person pays more than was quoted */
export function restOf({ kind, id, price }: Work, actual: number): number {
  if (actual > price) throw new Error(`${kind} ${id} was quoted at ${price} and must not cost ${actual}`)
  return price - actual
}

async function charge(
  sql: Sql,
  { userId, kind, id, attempt, source }: Work,
  { step, price, reason }: { step: 'reserve' | 'settle' | 'release'; price: number; reason: string },
): Promise<void> {
  await sql`
    select charge_work(${userId}, ${kind}, ${id}, ${step}, ${attempt}, ${source}, ${price}, ${reason})`
}
