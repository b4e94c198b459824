import type { Sql } from '#platform/database/sql.ts'
import type { Language } from '#modules/users/users.ts'

export interface Reminder {
  telegramId: number
  language: Language
  endsAt: Date
  daysBefore: 1 | 3
}

/**
 * Takes the reminders that are due, each once for each end: people whose paid time ends within three days or one and is
 * not renewed by Telegram. Who has fallen from three days to one meanwhile hears only of the one.
 */
export async function takeReminders(sql: Sql, limit: number): Promise<Reminder[]> {
  return sql`
    with due as (
      select telegram_id, language, paid_until, case when paid_until <= now() + interval '1 day' then 1 else 3 end as days_before
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
    select telegram_id as "telegramId", language, paid_until as "endsAt", days_before as "daysBefore"
    from due join taken on user_id = telegram_id`
}

/** A reminder that could not be sent is due again. */
export async function giveReminderBack(sql: Sql, { telegramId, daysBefore }: Reminder): Promise<void> {
  await sql`
    delete from plan_reminders
    where user_id = ${telegramId} and days_before = ${daysBefore} and ends_at = (select paid_until from users where telegram_id = ${telegramId})`
}
