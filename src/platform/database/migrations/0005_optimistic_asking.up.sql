-- A question is asked in two round trips: one reads everything that decides about it, one writes it down if nothing of that
-- has changed since. Whoever changes a person's money or counters moves this number; see lockUser and ask.
alter table users add column version bigint not null default 0;

-- Everything that decides which purse pays a person's next question.
create view means as
  select u.telegram_id, u.credits, u.settings ->> 'model' as chosen_model, t.granted, t.used,
    s.plan, s.ends_at, s.auto_renew, s.first_charge_id, s.invoice_payload,
    exists (select from subscriptions where user_id = u.telegram_id) as had_subscription,
    case when s.plan is null then 0 else (
      select count(*) from messages_log
      where user_id = u.telegram_id and asked_at >= date_trunc('day', now(), 'UTC')
        and purse = 'subscription' and status in ('pending', 'answered')
    ) end as questions_today
  from users u
  left join trials t on t.user_id = u.telegram_id
  left join lateral (
    select plan, auto_renew, first_charge_id, invoice_payload,
      -- Times bought behind each other are one time for the person.
      (select max(ends_at) from subscriptions where user_id = u.telegram_id and status in ('active', 'canceled')) as ends_at
    from subscriptions
    where user_id = u.telegram_id and status in ('active', 'canceled') and starts_at <= now() and ends_at > now()
    order by auto_renew desc, subscriptions.ends_at desc limit 1
  ) s on true;
