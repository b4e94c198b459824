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

create or replace function record_costs(of_user bigint, of_kind text, of_work bigint, of_attempt integer, of_purse text, tries jsonb, ends boolean)
  returns void language plpgsql volatile as $$
declare
  hold budget_holds;
  counts_on date := (now() at time zone 'UTC')::date;
  total bigint := 0;
  person bigint := of_user;
  period budget_periods;
  mark integer;
begin
  if ends then
    delete from budget_holds where work_kind = of_kind and work_id = of_work returning * into hold;
  else
    select * into hold from budget_holds where work_kind = of_kind and work_id = of_work;
    -- Whoever has deleted their data meanwhile is not named any more.
    if (of_kind = 'question' and exists (select from messages_log where user_id = of_user and id = of_work and question is null))
      or (of_kind = 'transcription' and not exists (select from attachments where user_id = of_user and id = of_work))
      or (of_kind = 'voice' and exists (
        select from voice_answers v join messages_log m on m.user_id = v.user_id and m.id = v.question_id
        where v.user_id = of_user and v.id = of_work and m.question is null)) then
      person := null;
    end if;
  end if;
  counts_on := coalesce(hold.day, counts_on);
  if jsonb_array_length(tries) > 0 then
    with added as (
      insert into costs (user_id, work_kind, work_id, attempt, try, day, purse, plan, model, provider_model, outcome, input_tokens,
        cached_input_tokens, output_tokens, reasoning_tokens, audio_seconds, characters, pictures, searches, estimated, micro_dollars, price)
      select person, of_kind, of_work, of_attempt, t.try, counts_on, of_purse,
        case when of_purse = 'subscription' then (
          select plan from subscriptions where user_id = of_user and starts_at <= now() order by starts_at desc limit 1) end,
        t.model, t.provider_model, t.outcome, t.input_tokens, t.cached_input_tokens, t.output_tokens, t.reasoning_tokens,
        coalesce(t.audio_seconds, 0), coalesce(t.characters, 0), coalesce(t.pictures, 0), coalesce(t.searches, 0), t.estimated, t.micro_dollars, t.price
      from jsonb_to_recordset(tries) as t (try integer, model text, provider_model text, outcome text, input_tokens bigint,
        cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint, audio_seconds integer, characters integer, pictures integer, searches integer, estimated boolean, micro_dollars bigint, price jsonb)
      on conflict on constraint costs_once do nothing
      returning micro_dollars
    )
    select coalesce(sum(micro_dollars), 0) into total from added;
  end if;
  if (hold.work_id is null or not ends) and total = 0 then
    return;
  end if;
  for period in select * from lock_budgets(of_user, of_purse, counts_on) loop
    period.spent := period.spent + total;
    mark := case
      when not coalesce(period.budget = any (hold.budgets), false) then 0
      when period.spent >= period.limit_micro_dollars then 100
      when period.spent >= period.limit_micro_dollars * 0.8 then 80
      when period.spent >= period.limit_micro_dollars * 0.5 then 50
      else 0 end;
    update budget_periods p set spent = period.spent, reached_percent = greatest(reached_percent, mark),
      reserved = reserved - case when ends and period.budget = any (hold.budgets) then hold.micro_dollars else 0 end
    where p.budget = period.budget and p.starts_on = period.starts_on and p.user_id = period.user_id;
  end loop;
end $$;

drop table images;
drop table image_wishes;
drop function images_charged_once();

-- What was taken for pictures while these tables were there keeps its entries, which nothing may change.
alter table credit_entries
  drop constraint credit_entries_work,
  add constraint credit_entries_work check ((kind in ('hold', 'release')) = (question_id is not null or idempotency_key like 'voice:%')) not valid;
do $$ begin
  if not exists (select from credit_entries where idempotency_key like 'image:%') then
    alter table credit_entries validate constraint credit_entries_work;
  end if;
end $$;
