-- What settling an answer does beside its own rows: fewer statements within, and none that is planned for each call.
create or replace function record_costs(of_user bigint, of_kind text, of_work bigint, of_attempt integer, of_purse text, tries jsonb, ends boolean) returns void language plpgsql as $$
declare
  hold budget_holds;
  counts_on date := (now() at time zone 'UTC')::date;
  of_plan text;
  total bigint := 0;
  person bigint := of_user;
  period budget_periods;
  mark integer;
begin
  if ends then
    delete from budget_holds where work_kind = of_kind and work_id = of_work returning * into hold;
  else
    select * into hold from budget_holds where work_kind = of_kind and work_id = of_work;
    -- A person who has deleted their data meanwhile is named no longer.
    if (of_kind = 'question' and exists (select from messages_log where user_id = of_user and id = of_work and question is null))
      or (of_kind = 'transcription' and not exists (select from attachments where user_id = of_user and id = of_work))
      or (of_kind = 'voice' and exists (
        select from voice_answers v join messages_log m on m.user_id = v.user_id and m.id = v.question_id
        where v.user_id = of_user and v.id = of_work and m.question is null))
      or (of_kind = 'image' and exists (
        select from images i join image_wishes w on w.user_id = i.user_id and w.id = i.wish_id
        where i.user_id = of_user and i.id = of_work and w.prompt = '')) then
      person := null;
    end if;
  end if;
  counts_on := coalesce(hold.day, counts_on);
  if jsonb_array_length(tries) > 0 then
    -- By itself: inside the next statement it made a plan for each call cheaper than one that is kept.
    if of_purse = 'subscription' then
      select plan into of_plan from subscriptions where user_id = of_user and starts_at <= now() order by starts_at desc limit 1;
    end if;
    with added as (
      insert into costs (user_id, work_kind, work_id, attempt, try, day, purse, plan, model, provider_model, outcome, input_tokens,
        cached_input_tokens, output_tokens, reasoning_tokens, audio_seconds, characters, pictures, searches, estimated, micro_dollars, price)
      select person, of_kind, of_work, of_attempt, t.try, counts_on, of_purse,
        of_plan, t.model, t.provider_model, t.outcome, t.input_tokens, t.cached_input_tokens, t.output_tokens, t.reasoning_tokens,
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
  for period in
    select * from budget_periods
    where (budget, starts_on, user_id) in (('day', counts_on, 0), ('month', budget_start('month', counts_on), 0), ('person_day', counts_on, of_user))
      or (budget = 'trial_day' and of_purse = 'trial' and starts_on = counts_on and user_id = 0)
    order by budget for update
  loop
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

-- `lock_budgets` is called no more. It stays for the programs of the release before, which may be in the middle of `record_costs`.

create or replace function charge_work(of_user bigint, work_kind text, work_id bigint, of_step text, of_attempt integer, of_source text, price integer, of_reason text) returns void language plpgsql as $$
declare
  entered text;
begin
  if of_source = 'trial' then
    update trials set used = used + price where user_id = of_user;
    entered := case when found then 'entered' else 'no_trial' end;
    if price < 0 then
      perform give_free_back(of_user, work_kind, work_id, -price);
    end if;
  elsif of_source = 'credits' and price <> 0 then
    entered := (enter_credits(of_user, -price, case when price > 0 then 'hold' else 'release' end, of_reason,
      concat_ws(':', work_kind, work_id, of_step, of_attempt), case when work_kind = 'question' then work_id end, null)).outcome;
  else
    return;
  end if;
  if entered is distinct from 'entered' then
    raise exception 'step % of % % of user % could not be entered: %', of_step, work_kind, work_id, of_user, entered
      using errcode = 'integrity_constraint_violation', constraint = 'charge_work';
  end if;
end $$;

create or replace function messages_log_charged_once() returns trigger language plpgsql as $$
declare
  question record;
  taken bigint;
  owed bigint;
begin
  select purse, status, price into question from messages_log where user_id = new.user_id and id = new.id;
  if question.purse = 'credits' then
    select -coalesce(sum(delta), 0) into taken from credit_entries where user_id = new.user_id and question_id = new.id;
    owed := case when question.status in ('pending', 'answered') then question.price else 0 end;
  elsif question.purse = 'trial' then
    select coalesce(max(used), 0) into taken from trials where user_id = new.user_id;
    select coalesce(sum(price), 0) into owed from messages_log
      where user_id = new.user_id and purse = 'trial' and status in ('pending', 'answered');
  end if;
  if taken is distinct from owed then
    raise exception 'question % of user % is % but its purse (%) has taken % of %',
      new.id, new.user_id, question.status, question.purse, taken, owed
      using errcode = 'integrity_constraint_violation', constraint = 'messages_log_charged_once';
  end if;
  return null;
end $$;
