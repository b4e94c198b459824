import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'
import { lockUser } from '#modules/users/users.ts'
import { addEntry, type Outcome } from './ledger.ts'

/** Gives or takes credits for a stated reason, once per idempotency key. The balance never goes below zero. */
export async function adjustCredits(
  sql: Sql,
  request: { telegramId: number; delta: number; reason: string; idempotencyKey: string; by?: number | undefined },
): Promise<Outcome | { refused: 'user_not_found' }> {
  const { telegramId, delta, reason } = request
  return sql.transaction(async (sql) => {
    if (!(await lockUser(sql, telegramId))) return { refused: 'user_not_found' }
    const outcome = await addEntry(sql, {
      userId: telegramId,
      delta,
      kind: 'adjustment',
      reason,
      idempotencyKey: `adjustment:${request.idempotencyKey}`,
    })
    if ('balance' in outcome && !('refused' in outcome) && !outcome.repeated)
      await record(sql, {
        level: 'info',
        kind: 'credits_updated',
        userId: telegramId,
        data: { delta, reason, balance: outcome.balance, by: request.by },
      })
    return outcome
  })
}
