create or replace view means as
  select u.telegram_id, u.credits, u.settings ->> 'model' as chosen_model, t.granted, t.used,
    ahead.periods, u.paid_until, u.paid_until is not null as had_subscription,
    coalesce(renewal.state = 'renewing', false) as renews, renewal.plan as renewed_plan, renewal.expires_at as renews_at,
    renewal.charge_id, renewal.invoice_payload,
    coalesce(today.questions, 0) as questions_today, coalesce(today.credits, 0) as credits_today,
    t.rest, t.rest_at
  from users u
  left join trials t on t.user_id = u.telegram_id
  left join lateral (
    -- The first of them is running now.
    select jsonb_agg(jsonb_build_object('plan', plan, 'endsAt', ends_at, 'byQuestions', by_questions) order by id) as periods
    from subscriptions where user_id = u.telegram_id and ends_at > now() and ends_at > starts_at
  ) ahead on u.paid_until > now()
  left join lateral (
    -- What is reserved counts; what was given back does not.
    select count(*) as questions, coalesce(sum(price), 0) + coalesce((
      select sum(v.price) from voice_answers v
      where v.user_id = u.telegram_id and v.asked_at >= date_trunc('day', now(), 'UTC')
        and v.purse = 'subscription' and v.status <> 'released'), 0) + coalesce((
      select sum(i.price) from images i
      where i.user_id = u.telegram_id and i.asked_at >= date_trunc('day', now(), 'UTC')
        and i.purse = 'subscription' and i.status <> 'released'), 0) as credits
    from messages_log
    where user_id = u.telegram_id and asked_at >= date_trunc('day', now(), 'UTC')
      and purse = 'subscription' and status in ('pending', 'answered')
  ) today on ahead.periods is not null
  left join lateral (
    select state, plan, expires_at, charge_id, r.invoice_payload from renewals r
    where user_id = u.telegram_id and (state = 'renewing' and expires_at > now() - interval '1 day' or state = 'canceled' and expires_at > now())
    order by state = 'renewing' desc, expires_at desc limit 1
  ) renewal on u.paid_until > now();
