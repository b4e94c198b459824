drop view means;
create view means as
  select u.telegram_id, u.credits, u.settings ->> 'model' as chosen_model, t.granted, t.used,
    ahead.periods, u.paid_until, u.paid_until is not null as had_subscription,
    coalesce(renewal.state = 'renewing', false) as renews, renewal.plan as renewed_plan, renewal.expires_at as renews_at,
    renewal.charge_id, renewal.invoice_payload,
    case when ahead.periods is null then 0 else (
      select count(*) from messages_log
      where user_id = u.telegram_id and asked_at >= date_trunc('day', now(), 'UTC')
        and purse = 'subscription' and status in ('pending', 'answered')
    ) end as questions_today
  from users u
  left join trials t on t.user_id = u.telegram_id
  left join lateral (
    -- The first of them is running now.
    select jsonb_agg(jsonb_build_object('plan', plan, 'endsAt', ends_at) order by id) as periods from subscriptions
    where user_id = u.telegram_id and ends_at > now() and ends_at > starts_at
  ) ahead on u.paid_until > now()
  left join lateral (
    select state, plan, expires_at, charge_id, r.invoice_payload from renewals r
    where user_id = u.telegram_id and (state = 'renewing' and expires_at > now() - interval '1 day' or state = 'canceled' and expires_at > now())
    order by state = 'renewing' desc, expires_at desc limit 1
  ) renewal on u.paid_until > now();

update messages_log set price = 0 where purse = 'subscription' and price <> 0;
set constraints all immediate;
alter table messages_log add constraint messages_log_check2 check (purse <> 'subscription' or price = 0);
alter table subscriptions drop column by_questions;
