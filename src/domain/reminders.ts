import type { Sql } from '#database/sql.ts'
import type { Language } from './users.ts'

export interface Reminder {
  telegramId: number
  subscriptionId: number
  language: Language
  endsAt: Date
  daysBefore: 1 | 3
}

/**
 * Takes the reminders that are due, each once for ever: people whose paid time ends within three days or one and does not
 * renew by itself. Who has fallen from three days to one meanwhile hears only of the one.
 */
export async function takeReminders(sql: Sql, limit: number): Promise<Reminder[]> {
  return sql`
    with due as (
      select distinct on (s.user_id) s.user_id, s.id, s.ends_at, u.language,
        case when s.ends_at <= now() + interval '1 day' then 1 else 3 end as days_before
      from subscriptions s join users u on u.telegram_id = s.user_id
      where s.status in ('active', 'canceled') and s.ends_at > now() and s.ends_at <= now() + interval '3 days' and u.blocked_at is null
        and not exists (select from subscriptions later where later.user_id = s.user_id and later.status in ('active', 'canceled')
          and (later.ends_at > s.ends_at or later.auto_renew))
      order by s.user_id, s.ends_at desc limit ${limit}
    ), taken as (
      insert into subscription_reminders (user_id, subscription_id, days_before) select user_id, id, days_before from due
      on conflict do nothing returning user_id, subscription_id, days_before
    )
    select due.user_id as "telegramId", due.id as "subscriptionId", due.language, due.ends_at as "endsAt", due.days_before as "daysBefore"
    from due join taken on taken.user_id = due.user_id and taken.subscription_id = due.id`
}

/** A reminder that could not be sent is due again. */
export async function giveReminderBack(sql: Sql, { telegramId, subscriptionId, daysBefore }: Reminder): Promise<void> {
  await sql`
    delete from subscription_reminders
    where user_id = ${telegramId} and subscription_id = ${subscriptionId} and days_before = ${daysBefore}`
}
