import type { Sql } from '#platform/database/sql.ts'

/** Lets time pass for what a person has paid for, by moving it into the past: the database's own clock cannot be moved. */
export async function letTimePass(sql: Sql, telegramId: number, seconds: number): Promise<void> {
  await sql.transaction(async (sql) => {
    // Without the triggers that keep entries from being changed; nothing of what they say changes but its time.
    await sql`set local citus.propagate_set_commands = 'local'` // means nothing to one server
    await sql`set local session_replication_role = replica`
    await sql`
      update plan_day_entries set at = moved.at, paid_until_after = moved.paid_until_after
      from (
        select id, at - make_interval(secs => ${seconds}) as at, paid_until_after - make_interval(secs => ${seconds}) as paid_until_after
        from plan_day_entries where user_id = ${telegramId}
      ) as moved where user_id = ${telegramId} and plan_day_entries.id = moved.id`
    await sql`
      update subscriptions set starts_at = moved.starts_at, ends_at = moved.ends_at
      from (
        select id, starts_at - make_interval(secs => ${seconds}) as starts_at, ends_at - make_interval(secs => ${seconds}) as ends_at
        from subscriptions where user_id = ${telegramId}
      ) as moved where user_id = ${telegramId} and subscriptions.id = moved.id`
    await sql`
      update users set paid_until = moved.until
      from (select paid_until - make_interval(secs => ${seconds}) as until from users where telegram_id = ${telegramId}) as moved
      where telegram_id = ${telegramId}`
    await sql`
      update renewals set expires_at = moved.expires_at, end_try_at = moved.end_try_at
      from (
        select id, expires_at - make_interval(secs => ${seconds}) as expires_at, end_try_at - make_interval(secs => ${seconds}) as end_try_at
        from renewals where user_id = ${telegramId}
      ) as moved where user_id = ${telegramId} and renewals.id = moved.id`
  })
}

export const day = 86_400
