import type { Sql } from '#platform/database/sql.ts'

/** Lets time pass for what a person has paid for, by moving it into the past: the database's own clock cannot be moved. */
export async function letTimePass(sql: Sql, telegramId: number, seconds: number): Promise<void> {
  await sql.transaction(async (sql) => {
    // Without the triggers that keep entries from being changed; nothing of what they say changes but its time.
    await sql`set local session_replication_role = replica`
    await sql`update plan_day_entries set at = at - make_interval(secs => ${seconds}), paid_until_after = paid_until_after - make_interval(secs => ${seconds}) where user_id = ${telegramId}`
    await sql`update subscriptions set starts_at = starts_at - make_interval(secs => ${seconds}), ends_at = ends_at - make_interval(secs => ${seconds}) where user_id = ${telegramId}`
    await sql`update users set paid_until = paid_until - make_interval(secs => ${seconds}) where telegram_id = ${telegramId}`
    await sql`update renewals set expires_at = expires_at - make_interval(secs => ${seconds}), end_try_at = end_try_at - make_interval(secs => ${seconds}) where user_id = ${telegramId}`
  })
}

export const day = 86_400
