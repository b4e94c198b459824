import type { Sql } from '#platform/database/sql.ts'
import type { EntryKind } from './contract.ts'

export interface LedgerEntry {
  id: number
  kind: EntryKind
  delta: number
  balance: number
  reason: string
  at: Date
}

/** The last movements of a person's credits, newest first. */
export async function ledgerOf(sql: Sql, telegramId: number, limit: number): Promise<LedgerEntry[]> {
  return sql<LedgerEntry>`
    select id, kind, delta, balance_after as balance, reason, created_at as at from credit_entries
    where user_id = ${telegramId} order by id desc limit ${limit}`
}
