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
    if of_kind = 'question' and exists (select from messages_log where user_id = of_user and id = of_work and question is null) then
      person := null;
    end if;
  end if;
  counts_on := coalesce(hold.day, counts_on);
  if jsonb_array_length(tries) > 0 then
    with added as (
      insert into costs (user_id, work_kind, work_id, attempt, try, day, purse, plan, model, provider_model, outcome, input_tokens,
        cached_input_tokens, output_tokens, reasoning_tokens, audio_seconds, pictures, searches, estimated, micro_dollars, price)
      select person, of_kind, of_work, of_attempt, t.try, counts_on, of_purse,
        case when of_purse = 'subscription' then (
          select plan from subscriptions where user_id = of_user and starts_at <= now() order by starts_at desc limit 1) end,
        t.model, t.provider_model, t.outcome, t.input_tokens, t.cached_input_tokens, t.output_tokens, t.reasoning_tokens,
        coalesce(t.audio_seconds, 0), coalesce(t.pictures, 0), coalesce(t.searches, 0), t.estimated, t.micro_dollars, t.price
      from jsonb_to_recordset(tries) as t (try integer, model text, provider_model text, outcome text, input_tokens bigint,
        cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint, audio_seconds integer, pictures integer, searches integer, estimated boolean, micro_dollars bigint, price jsonb)
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

drop function earlier_exchanges (bigint, bigint, bigint, integer);
create function earlier_exchanges (of_user bigint, of_conversation bigint, before_id bigint, most integer)
returns table (id bigint, question text, answer text) language sql stable as $$
  select m.id, m.question, m.answer from messages_log m
  where m.user_id = of_user and m.conversation_id = of_conversation and m.id < before_id
    and m.status = 'answered' and m.question is not null and m.answer is not null
    and not exists (
      select from messages_log newer
      where newer.user_id = m.user_id and newer.about_id = case when m.about = 'again' then m.about_id else m.id end
        and newer.about = 'again' and newer.id > m.id and newer.id < before_id and newer.status = 'answered'
    )
  order by m.id desc limit most
$$;

drop table quotations;
alter table waiting_questions drop column transcript_only;

-- A trial question takes one message again; what it took beyond that is given back.
update trials t set used = used - beyond.messages
from (
  select user_id, sum(price - 1) as messages from messages_log
  where purse = 'trial' and status in ('pending', 'answered') and price > 1 group by user_id
) as beyond
where t.user_id = beyond.user_id;
update messages_log set price = 1 where purse = 'trial' and price > 1;
set constraints all immediate;
create or replace function messages_log_charged_once() returns trigger language plpgsql as $$
declare
  question messages_log;
  taken bigint;
  owed bigint;
begin
  select * into question from messages_log where user_id = new.user_id and id = new.id;
  if question.purse = 'credits' then
    select -coalesce(sum(delta), 0) into taken from credit_entries where user_id = new.user_id and question_id = new.id;
    owed := case when question.status in ('pending', 'answered') then question.price else 0 end;
  elsif question.purse = 'trial' then
    select coalesce(max(used), 0) into taken from trials where user_id = new.user_id;
    select count(*) into owed from messages_log
      where user_id = new.user_id and purse = 'trial' and status in ('pending', 'answered');
  end if;
  if taken is distinct from owed then
    raise exception 'question % of user % is % but its purse (%) has taken % of %',
      new.id, new.user_id, question.status, question.purse, taken, owed
      using errcode = 'integrity_constraint_violation', constraint = 'messages_log_charged_once';
  end if;
  return null;
end $$;

alter table messages_log
  drop column heard,
  drop column transcript_only,
  drop column attached,
  drop column extra_tokens,
  drop constraint messages_log_trial_price,
  add constraint messages_log_check3 check (purse <> 'trial' or price = 1);

drop table prepared_pictures;
drop table attachments;
