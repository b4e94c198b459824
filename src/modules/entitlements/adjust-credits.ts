import type { Sql } from '#platform/database/sql.ts'
import { say } from '#modules/notifications/outbox.ts'
import { record } from '#modules/events/events.ts'
import { lockUser } from '#modules/users/users.ts'
import type { Cause } from './gain.ts'
import { give } from './give.ts'
import { takeBack } from './take-back.ts'

export type Adjusted =
  | { balance: number; repeated: boolean }
  | { refused: 'insufficient_credits'; balance: number }
  | { refused: 'idempotency_key_reused' }

/** Gives or takes credits for a stated reason, once per idempotency key. The balance never goes below zero. */
export async function adjustCredits(
  sql: Sql,
  request: {
    telegramId: number
    delta: number
    reason: string
    idempotencyKey: string
    by: number | null
    /** What the person is told; absent: nothing. */
    notice?: { reason: string | null } | undefined
  },
): Promise<Adjusted | { refused: 'user_not_found' }> {
  const { telegramId: userId, delta, reason, by, notice } = request
  return sql.transaction(async (sql) => {
    if (!(await lockUser(sql, userId))) return { refused: 'user_not_found' }
    const adjusted = await move(sql, {
      userId,
      delta,
      reason,
      cause: { kind: 'adjustment', id: request.idempotencyKey },
    })
    if (!('refused' in adjusted) && !adjusted.repeated) {
      await record(sql, {
        level: 'info',
        kind: 'credits_updated',
        userId,
        data: { delta, reason, balance: adjusted.balance, by },
      })
      if (notice)
        await say(sql, {
          key: `credits_changed:${request.idempotencyKey}`,
          to: { telegramId: userId },
          saidBy: by,
          kind: 'credits_changed',
          data: { delta, credits: adjusted.balance, reason: notice.reason },
        })
    }
    return adjusted
  })
}

async function move(
  sql: Sql,
  change: { userId: number; delta: number; reason: string; cause: Cause },
): Promise<Adjusted> {
  const { delta, ...rest } = change
  if (delta > 0) {
    const given = await give(sql, { of: 'credits', amount: delta, ...rest })
    return 'refused' in given ? given : { balance: given.balance, repeated: given.given === 'before' }
  }
  const taken = await takeBack(sql, { of: 'credits', amount: -delta, ifSpent: 'refuse', ...rest })
  return 'refused' in taken ? taken : { balance: taken.balance, repeated: taken.when === 'before' }
}
