import type { Sql } from '#platform/database/sql.ts'
import type { WinBackRule } from '#modules/notifications/contract.ts'
import { say } from '#modules/notifications/outbox.ts'
import type { Reminders } from '#modules/settings/reminders.ts'
import type { Language } from '#modules/users/contract.ts'

interface Due {
  /** Of the people for whom it is day. */
  languages: Language[]
  /** Credits that the cheapest question costs. */
  cheapest: number
  limit: number
  reminders: Reminders
}

interface Chosen {
  userId: number
  rule: WinBackRule
  occasion: string
  heldOut: boolean
}

/**
 * Writes the reminders that are due, each once for what it is about: to people who take them, whom the bot can reach and
 * for whom it is day. A person who has had enough of them within a week waits, and of two at once the first of the rules counts.
 * @returns how many were written, with those held out
 */
export async function remind(sql: Sql, due: Due): Promise<number> {
  return sql.transaction(async (sql) => {
    const chosen = await choose(sql, due)
    for (const { userId, rule, occasion, heldOut } of chosen)
      if (!heldOut)
        await say(sql, {
          key: `win_back:${userId}:${rule}:${occasion}`,
          to: { telegramId: userId },
          kind: 'win_back',
          data: { rule },
        })
    return chosen.length
  })
}

/**
 * A refund says that a person does not want it: they are left alone. Who is held out stays so while the share stays; a larger share
 * adds people, a smaller one takes some of them away. For Citus the latest payment is a maximum, and what is due is
 * read before it is joined with people: a rule that is turned off would leave a join that it does not plan.
 */
async function choose(sql: Sql, { languages, cheapest, limit, reminders }: Due): Promise<Chosen[]> {
  const { rules, perWeek, heldOutPercent } = reminders
  return sql<Chosen>`
    with due as materialized (
      select user_id, 'trial_used_up' as rule, 'trial' as occasion, 1 as place from trials t
      where used_up_at between now() - interval '7 days' and now() - interval '24 hours'
        and not exists (select from transactions paid where paid.user_id = t.user_id and paid.paid_at is not null)
      union all
      select telegram_id, 'plan_lapsed_3', paid_until::text, 2 from users
      where paid_until between now() - interval '7 days' and now() - interval '3 days'
      union all
      select telegram_id, 'plan_lapsed_14', paid_until::text, 3 from users
      where paid_until between now() - interval '18 days' and now() - interval '14 days'
      union all
      select u.telegram_id, 'low_balance', max(paid.id)::text, 4
      from (
        select distinct user_id from messages_log
        where asked_at between now() - interval '90 minutes' and now() - interval '30 minutes' and purse = 'credits'
      ) asked join users u on u.telegram_id = asked.user_id
      join transactions paid on paid.user_id = u.telegram_id and paid.status = 'paid' and paid.credits_granted > 0
      where u.credits < ${cheapest}::integer and (u.paid_until is null or u.paid_until < now())
      group by u.telegram_id
    ), ours as (
      select distinct on (due.user_id) due.*
      from due join users u on u.telegram_id = due.user_id
      where due.rule = any (${rules}::text[]) and u.blocked_at is null and u.unreachable_since is null and u.first_name <> ''
        and u.language = any (${languages}::text[])
        and coalesce((u.settings ->> 'reminders')::boolean, true)
        and not exists (select from win_backs before where before.user_id = u.telegram_id
          and before.rule = due.rule and before.occasion = due.occasion)
        and (select count(*) from win_backs before where before.user_id = u.telegram_id
          and before.at > now() - interval '7 days') < ${perWeek}::integer
        and not exists (select from transactions back where back.user_id = u.telegram_id
          and back.status in ('refunding', 'refunded') and back.refunded_at > now() - interval '30 days')
      order by due.user_id, place
      limit ${limit}
    )
    insert into win_backs (user_id, rule, occasion, held_out)
    select user_id, rule, occasion, number % 10 * 10 + number / 10 % 10 < ${heldOutPercent}::integer
    from ours cross join lateral abs(hashtext('win-back:' || user_id)) as drawn (number)
    on conflict do nothing
    returning user_id, rule, occasion, held_out`
}
