import type { Sql } from '#platform/database/sql.ts'

/** Credits that were given or taken apart from purchases and questions. */
export interface Grant {
  id: number
  at: Date
  delta: number
  balance: number
  reason: string
}

/** A person's, newest first; or one of them. */
export async function grantsOf(
  sql: Sql,
  wanted: { telegramId: number; before: Date | null; id: number | null; limit: number },
): Promise<Grant[]> {
  return sql<Grant>`
    select id, created_at as at, delta, balance_after as balance, reason from credit_entries
    where user_id = ${wanted.telegramId} and kind = 'adjustment'
      and (${wanted.before}::timestamptz is null or created_at < ${wanted.before})
      and (${wanted.id}::bigint is null or id = ${wanted.id})
    order by id desc limit ${wanted.limit}`
}
