import type { Sql } from '#platform/database/sql.ts'

/** What must hold of these people at every moment, whatever happened: each row names a rule that is broken, and for whom. */
export async function brokenRules(sql: Sql, people: number[]): Promise<{ rule: string; person: number; id: number }[]> {
  return sql`
    select 'the balance is the sum of the entries' as rule, telegram_id as person, telegram_id as id from users u
      where telegram_id = any (${people}::bigint[])
        and credits <> (select coalesce(sum(delta), 0) from credit_entries where user_id = u.telegram_id)
    union all select 'the balance is not negative', telegram_id, telegram_id from users
      where telegram_id = any (${people}::bigint[]) and credits < 0
    union all select 'each entry follows from the one before', e.user_id, e.id from (
        select user_id, id, delta, balance_after, lag(balance_after, 1, 0) over (partition by user_id order by id) as before
        from credit_entries where user_id = any (${people}::bigint[])
      ) e where before + delta <> balance_after
    union all select 'each trial message is used by exactly one open or answered question', t.user_id, t.user_id from trials t
      where user_id = any (${people}::bigint[])
        and used <> (select coalesce(sum(price), 0) from messages_log where user_id = t.user_id and purse = 'trial' and status in ('pending', 'answered'))
    union all select 'no more trial messages are used than were given', t.user_id, t.user_id from trials t
      where user_id = any (${people}::bigint[]) and (used < 0 or used > granted)
    union all select 'a question has taken its price exactly once, or not at all', m.user_id, m.id from messages_log m
      where user_id = any (${people}::bigint[]) and purse = 'credits'
        and (select -coalesce(sum(delta), 0) from credit_entries where user_id = m.user_id and question_id = m.id)
        <> case when status in ('pending', 'answered') then price else 0 end
    union all select 'one grant per charge', t.user_id, t.id from transactions t
      where user_id = any (${people}::bigint[]) and kind <> 'unmatched' and status <> 'pending' and credits_granted
        <> (select coalesce(sum(delta), 0) from credit_entries where user_id = t.user_id and transaction_id = t.id and kind = 'purchase')
    union all select 'a refund takes back what was given, less what was spent', t.user_id, t.id from transactions t
      where user_id = any (${people}::bigint[]) and status in ('refunding', 'refunded') and credits_granted - loss_credits
        <> (select -coalesce(sum(delta), 0) from credit_entries where user_id = t.user_id and transaction_id = t.id and kind = 'refund')
    union all select 'credits are a loss only when nothing was left to take', t.user_id, t.id from transactions t
      where user_id = any (${people}::bigint[]) and loss_credits > 0
        and exists (select from credit_entries where user_id = t.user_id and transaction_id = t.id and kind = 'refund' and balance_after > 0)
    union all select 'a budget has spent what its work has cost', p.user_id, p.user_id from budget_periods p
      where user_id = any (${people}::bigint[])
        and spent <> (select coalesce(sum(micro_dollars), 0) from costs c where c.day >= p.starts_on and p.user_id in (0, c.user_id)
        and (p.budget <> 'trial_day' or c.purse = 'trial'))
    union all select 'a budget has reserved what its open questions hold', p.user_id, p.user_id from budget_periods p
      where user_id = any (${people}::bigint[])
        and reserved <> (select coalesce(sum(micro_dollars), 0) from budget_holds h where p.user_id in (0, h.user_id) and p.budget = any(budgets))
    union all select 'an open question holds a part of the budgets, and no other does', user_id, id from messages_log m
      where user_id = any (${people}::bigint[]) and (status = 'pending') <> (id in (select work_id from budget_holds))
    union all select 'a paid order has its charge', user_id, id from transactions
      where user_id = any (${people}::bigint[]) and (status = 'pending') <> (telegram_payment_charge_id is null)
    union all select 'what was said is written down once', a.user_id, a.id from attachments a
      where user_id = any (${people}::bigint[])
        and id in (select work_id from costs where work_kind = 'transcription' and outcome = 'answered' group by 1 having count(*) > 1)
    union all select 'a question has all of its files, and no other question has them', m.user_id, m.id from messages_log m
      where user_id = any (${people}::bigint[]) and about is distinct from 'again'
        and attached <> (select count(*) from attachments where user_id = m.user_id and question_id = m.id)`
}
