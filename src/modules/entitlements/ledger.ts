import type { Sql } from '#platform/database/sql.ts'
import { type Cause, entryKindOf, keyOf, transactionOf } from './gain.ts'

export interface Entered {
  outcome: 'entered' | 'repeated' | 'idempotency_key_reused' | 'insufficient_credits'
  /** After the entry, or after the first one with this key; what there is when it was too little. */
  balance: number
}

/** Moves a user's credits by `enter_credits`, the only writer of the ledger. The caller holds the user's lock. */
export async function enterCredits(
  sql: Sql,
  entry: { userId: number; delta: number; reason: string; cause: Cause },
): Promise<Entered> {
  const { userId, delta, reason, cause } = entry
  const [entered] = await sql<Entered>`
    select outcome, coalesce(balance, 0) as balance from enter_credits(${userId}, ${delta}, ${entryKindOf(cause)}, ${reason},
      ${keyOf(cause)}, null, ${transactionOf(cause)})`
  return entered!
}

/** What a cause has entered already. */
export async function findEntry(
  sql: Sql,
  userId: number,
  cause: Cause,
): Promise<{ delta: number; balance: number } | undefined> {
  const [entry] = await sql<{ delta: number; balance: number }>`
    select delta, balance_after as balance from credit_entries
    where user_id = ${userId} and idempotency_key = ${keyOf(cause)}`
  return entry
}
