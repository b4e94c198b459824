import type { Sql } from '#platform/database/sql.ts'
import { addRest } from '#modules/entitlements/trials.ts'
import { say } from '#modules/notifications/outbox.ts'

/** Adds the rest to trials whose time has come, and tells those whom the bot can reach. Returns how many. */
export async function addDueRests(sql: Sql, limit: number): Promise<number> {
  const due = await sql<{ userId: number; isReached: boolean }>`
    select t.user_id, u.blocked_at is null and u.unreachable_since is null and u.first_name <> '' as is_reached
    from trials t join users u on u.telegram_id = t.user_id
    where t.rest_at <= now() order by t.rest_at limit ${limit}`
  for (const { userId, isReached } of due)
    await sql.transaction(async (sql) => {
      const messages = await addRest(sql, userId)
      // A purchase has added it meanwhile.
      if (messages === 0 || !isReached) return
      await say(sql, {
        key: `trial_rest:${userId}`,
        to: { telegramId: userId },
        kind: 'trial_rest',
        data: { messages },
      })
    })
  return due.length
}
