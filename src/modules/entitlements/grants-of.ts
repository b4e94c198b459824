import type { PersonPage } from '#platform/database/page.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { EntryKind } from './contract.ts'

/** Credits that were given or taken apart from purchases and questions. */
export interface Grant {
  id: number
  kind: Exclude<EntryKind, 'hold' | 'release' | 'purchase' | 'refund'>
  /** Since 1970. */
  micros: number
  delta: number
  balance: number
  reason: string
}

/** A person's, newest first; or one of them. */
export async function grantsOf(sql: Sql, { telegramId, before, id, limit }: PersonPage): Promise<Grant[]> {
  return sql<Grant>`
    select id, kind, (extract(epoch from created_at) * 1000000)::bigint as micros, delta, balance_after as balance, reason
    from credit_entries
    where user_id = ${telegramId} and kind not in ('hold', 'release', 'purchase', 'refund') and (${id}::bigint is null or id = ${id})
      and (${before?.at}::timestamptz is null or (created_at, id) < (${before?.at}, ${before?.key}::bigint))
    order by created_at desc, id desc limit ${limit}`
}
