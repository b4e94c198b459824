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
    union all select 'a free message is counted as long as a question takes it', m.user_id, m.id from messages_log m
      where user_id = any (${people}::bigint[]) and purse = 'trial'
        and case when status in ('pending', 'answered') then price else 0 end
        <> coalesce((select messages from free_questions where user_id = m.user_id and work_kind = 'question' and work_id = m.id), 0)
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

/** The same for what comes by links: of these people, and of the promo codes and campaigns with these names. */
export async function brokenRulesOfGrowth(
  sql: Sql,
  { people, names, usualTrial }: { people: number[]; names: string[]; usualTrial: number },
): Promise<{ rule: string; person: number; id: number }[]> {
  return sql`
    with gains as (
      select user_id, idempotency_key as key, delta::numeric as amount from credit_entries
        where user_id = any (${people}::bigint[]) and kind in ('promo', 'campaign', 'gift', 'referral')
      union all select user_id, idempotency_key, seconds from plan_day_entries
        where user_id = any (${people}::bigint[]) and kind in ('promo', 'campaign', 'gift', 'referral')
      union all select user_id, idempotency_key, messages from extra_trials where user_id = any (${people}::bigint[])
      union all select user_id, idempotency_key, percent from discounts where user_id = any (${people}::bigint[])
    ), undone as (
      select user_id, idempotency_key as key, -delta as amount, balance_after = 0 as to_nothing from credit_entries
        where user_id = any (${people}::bigint[]) and kind = 'undone'
      union all select user_id, idempotency_key, -seconds, false from plan_day_entries
        where user_id = any (${people}::bigint[]) and kind = 'undone'
    ), broken as (
      select p.id, p.uses, p.most_uses as most, (select count(*) from promo_uses where promo_id = p.id) as rows,
        (select count(*) from gains where key = 'promo:' || p.id) as given,
        (select count(*) from gains where key = 'promo:' || p.id and amount = coalesce((gives ->> 'amount')::numeric,
          (gives ->> 'percent')::numeric, (gives ->> 'days')::numeric * 86400)) as exact
      from promos p where name = any (${names}::text[])
      union all select 0, c.bonuses, c.most_bonuses, (select count(*) from campaign_bonuses b join starts s using (user_id)
          where b.campaign = c.name and s.first_kind = 'campaign' and s.first_name = c.name),
        (select count(*) from gains where key = 'campaign:' || c.name),
        (select count(*) from gains where key = 'campaign:' || c.name and amount = (bonus ->> 'amount')::numeric)
      from campaigns c where name = any (${names}::text[])
    ), given as (
      select g.user_id as cause_of, g.id, 'gift:' || g.user_id || '-' || g.id as key, g.claimed_by as user_id, g.state = 'void' as is_void,
        t.status in ('refunding', 'refunded') as is_returned,
        coalesce((g.product ->> 'credits')::numeric, (g.product ->> 'days')::numeric * 86400) as amount
      from gifts g join transactions t on t.user_id = g.user_id and t.id = g.transaction_id where g.user_id = any (${people}::bigint[])
      union all select r.user_id, r.id, 'referral:' || r.user_id, case when rewarded_at is not null then inviter_id end, state = 'void',
        coalesce(t.status in ('refunding', 'refunded'), false), credits
      from referrals r left join transactions t on t.user_id = r.user_id and t.id = r.transaction_id where r.user_id = any (${people}::bigint[])
    )
    select 'a promo code or a campaign gives as often as it is used, and no more often than it may' as rule, 0 as person, id from broken
      where uses > most or uses <> rows or uses <> given or uses <> exact
    union all select 'a person has one bonus of a campaign', user_id, count(*) from gains where key like 'campaign:%'
      group by user_id having count(*) > 1
    union all select 'a gift or a reward is given once, to the person whose it is, and to nobody before', cause_of, id from given g
      where (select count(*) from gains where key = g.key and amount = g.amount and user_id = g.user_id) <> (user_id is not null)::integer
        or (select count(*) from gains where key = g.key and not (key like 'referral:%' and user_id = g.cause_of)) <> (user_id is not null)::integer
    union all select 'a gift or an invitation is void exactly when its payment is returned', cause_of, id from given
      where is_void <> is_returned
    union all select 'what was given is taken back once and only with its payment', cause_of, id from given g
      where (select count(*) from undone where key = 'undone:' || g.key) > (is_void and user_id is not null)::integer
    union all select 'what was given for a payment that is returned is taken back, as far as it is not used', cause_of, id from given g
      where is_void and user_id is not null
        -- No history uses as much as an hour of its days.
        and not exists (select from undone where key = 'undone:' || g.key and user_id = g.user_id
          and (amount = g.amount or to_nothing or g.amount > 86399 and amount between g.amount - 3600 and g.amount))
        and not exists (select from credit_entries e where e.user_id = g.user_id and balance_after = 0 and g.amount < 86400
          and id > (select id from credit_entries where user_id = g.user_id and idempotency_key = g.key))
    union all select 'a paid gift has one link', user_id, id from transactions t
      where user_id = any (${people}::bigint[]) and paid_at is not null and details ->> 'gift' = 'true'
        and kind <> 'unmatched' and not exists (select from gifts where user_id = t.user_id and transaction_id = t.id)
    union all select 'nobody is rewarded more often in a month than was promised', inviter_id, count(*) from referrals
      where inviter_id = any (${people}::bigint[]) and rewarded_at >= date_trunc('month', now(), 'UTC')
      group by inviter_id having count(*) > min(most_per_month)
    union all select 'no reward comes before the payment can hardly be returned', user_id, id from referrals
      where user_id = any (${people}::bigint[]) and rewarded_at < paid_at + interval '72 hours'
    union all select 'an invitation is of a person whose first link it was', r.user_id, r.id from referrals r
      where user_id = any (${people}::bigint[]) and not exists (select from starts s join referrers o on o.code = s.first_name
        where s.user_id = r.user_id and s.first_kind = 'referral' and o.user_id = r.inviter_id)
    union all select 'who is invited has the promised messages once', r.user_id, r.id from referrals r
      where user_id = any (${people}::bigint[])
        and (select count(*) from gains where user_id = r.user_id and key = 'referral:' || r.user_id and amount = r.trial_messages) <> 1
    union all select 'a trial has the usual messages and those that were given beyond', t.user_id, t.user_id from trials t
      where user_id = any (${people}::bigint[])
        and granted + rest <> ${usualTrial} + (select coalesce(sum(messages), 0) from extra_trials where user_id = t.user_id)`
}
