import type { Sql } from '#platform/database/sql.ts'

/** A change of a person's credits. The key names its cause once for ever: the same key never moves credits twice. */
export interface Entry {
  userId: number
  delta: number
  kind: 'hold' | 'release' | 'purchase' | 'refund' | 'adjustment'
  reason: string
  questionId?: number
  transactionId?: number
  idempotencyKey: string
}

export type Outcome =
  | { balance: number; repeated: boolean }
  | { refused: 'insufficient_credits'; balance: number }
  | { refused: 'idempotency_key_reused' }

/**
 * The only writer of ledger entries. The caller's transaction holds the user's row (`lockUser`), so that the balance this
 * builds on cannot move; the database refuses an entry that does not follow from it.
 */
export async function addEntry(sql: Sql, entry: Entry): Promise<Outcome> {
  const [added] = await sql<{ balance: number }>`
    insert into credit_entries (user_id, delta, balance_after, kind, reason, question_id, transaction_id, idempotency_key)
    select telegram_id, ${entry.delta}, credits + ${entry.delta}, ${entry.kind}, ${entry.reason},
      ${entry.questionId}::bigint, ${entry.transactionId}::bigint, ${entry.idempotencyKey}
    from users where telegram_id = ${entry.userId} and credits + ${entry.delta} >= 0
    on conflict on constraint credit_entries_key do nothing
    returning balance_after as balance`
  if (added) return { balance: added.balance, repeated: false }
  return firstOutcome(sql, entry)
}

async function firstOutcome(sql: Sql, entry: Entry): Promise<Outcome> {
  const [first] = await sql<{ delta: number; balance: number }>`
    select delta, balance_after as balance from credit_entries
    where user_id = ${entry.userId} and idempotency_key = ${entry.idempotencyKey}`
  if (first)
    return first.delta === entry.delta
      ? { balance: first.balance, repeated: true }
      : { refused: 'idempotency_key_reused' }
  const [user] = await sql<{
    balance: number
  }>`select credits as balance from users where telegram_id = ${entry.userId}`
  return { refused: 'insufficient_credits', balance: user?.balance ?? 0 }
}
