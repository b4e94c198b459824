create or replace function charge_work(of_user bigint, work_kind text, work_id bigint, of_step text, of_attempt integer, of_source text, price integer, of_reason text)
  returns void language plpgsql volatile as $$
declare
  entered text;
begin
  if of_source = 'trial' then
    update trials set used = used + price where user_id = of_user;
    entered := case when found then 'entered' else 'no_trial' end;
  elsif of_source = 'credits' and price <> 0 then
    select outcome into entered from enter_credits(of_user, -price, case when price > 0 then 'hold' else 'release' end, of_reason,
      concat_ws(':', work_kind, work_id, of_step, of_attempt), case when work_kind = 'question' then work_id end, null);
  else
    return;
  end if;
  if entered is distinct from 'entered' then
    raise exception 'step % of % % of user % could not be entered: %', of_step, work_kind, work_id, of_user, entered
      using errcode = 'integrity_constraint_violation', constraint = 'charge_work';
  end if;
end $$;

drop function take_free(bigint, text, bigint, integer, jsonb);
drop function give_free_back(bigint, text, bigint, integer);
drop function take_free_slot(date, text, integer, integer, bigint);
drop function divide_free_day(date, text, integer);
drop function free_room(text, integer);
drop function free_slots(integer);
drop table free_questions;
drop table free_days;

drop view means;
-- What was promised is granted.
update trials set granted = granted + rest where rest > 0;
alter table trials drop column rest, drop column rest_at;

create or replace function note_trial_used_up() returns trigger language plpgsql as $$
begin
  new.used_up_at := case when new.used >= new.granted then now() end;
  return new;
end $$;

create view means as
  select u.telegram_id, u.credits, u.settings ->> 'model' as chosen_model, t.granted, t.used,
    ahead.periods, u.paid_until, u.paid_until is not null as had_subscription,
    coalesce(renewal.state = 'renewing', false) as renews, renewal.plan as renewed_plan, renewal.expires_at as renews_at,
    renewal.charge_id, renewal.invoice_payload,
    coalesce(today.questions, 0) as questions_today, coalesce(today.credits, 0) as credits_today
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
        and v.purse = 'subscription' and v.status <> 'released'), 0) as credits
    from messages_log
    where user_id = u.telegram_id and asked_at >= date_trunc('day', now(), 'UTC')
      and purse = 'subscription' and status in ('pending', 'answered')
  ) today on ahead.periods is not null
  left join lateral (
    select state, plan, expires_at, charge_id, r.invoice_payload from renewals r
    where user_id = u.telegram_id and (state = 'renewing' and expires_at > now() - interval '1 day' or state = 'canceled' and expires_at > now())
    order by state = 'renewing' desc, expires_at desc limit 1
  ) renewal on u.paid_until > now();
