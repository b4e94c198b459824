import type { Sql } from '#platform/database/sql.ts'
import { say } from './outbox.ts'

interface Reminder {
  telegramId: number
  endsAt: Date
  daysBefore: 1 | 3
}

/**
 * Writes the reminders that are due, each once for each end: to people whose paid time ends within three days or one and is
 * not renewed by Telegram. Who has fallen from three days to one meanwhile hears only of the one. Returns how many.
 */
export async function writeReminders(sql: Sql, limit: number): Promise<number> {
  return sql.transaction(async (sql) => {
    const reminders = await takeReminders(sql, limit)
    for (const { telegramId, endsAt, daysBefore } of reminders)
      await say(sql, {
        key: `plan_ends:${telegramId}:${endsAt.toISOString()}:${daysBefore}`,
        to: { telegramId },
        kind: 'plan_ends',
        data: { endsAt: endsAt.toISOString(), daysBefore },
      })
    return reminders.length
  })
}

async function takeReminders(sql: Sql, limit: number): Promise<Reminder[]> {
  return sql`
    with due as (
      select telegram_id, paid_until, case when paid_until <= now() + interval '1 day' then 1 else 3 end as days_before
      from users u
      where paid_until > now() and paid_until <= now() + interval '3 days' and blocked_at is null
        and not exists (select from renewals r
          where r.user_id = u.telegram_id and r.state = 'renewing' and r.expires_at > now() - interval '1 day')
        and not exists (select from plan_reminders sent where sent.user_id = u.telegram_id and sent.ends_at = u.paid_until
          and sent.days_before = case when u.paid_until <= now() + interval '1 day' then 1 else 3 end)
      order by paid_until limit ${limit}
    ), taken as (
      insert into plan_reminders (user_id, ends_at, days_before) select telegram_id, paid_until, days_before from due
      on conflict do nothing returning user_id
    )
    select telegram_id, paid_until as ends_at, days_before from due join taken on user_id = telegram_id`
}
