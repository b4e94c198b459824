-- What may be spent with providers in a day or month, and what has been. A row is made by the first question of its time.
create table budget_periods (
  budget text not null check (budget in ('day', 'month', 'trial_day', 'person_day')),
  -- In UTC.
  starts_on date not null,
  -- 0 for what all people spend together.
  user_id bigint not null,
  limit_micro_dollars bigint not null check (limit_micro_dollars > 0),
  action text not null check (action in ('cheaper', 'no_trial', 'stop')),
  spent bigint not null check (spent >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  -- The highest of the marks at which the owner is told, and the one they were told of.
  reached_percent integer not null default 0 check (reached_percent in (0, 50, 80, 100)),
  told_percent integer not null default 0 check (told_percent between 0 and reached_percent),
  primary key (budget, starts_on, user_id),
  check ((budget = 'person_day') = (user_id <> 0))
);

-- What a question in progress may still cost, until it ends.
create table budget_holds (
  work_kind text not null,
  work_id bigint not null,
  user_id bigint not null references users (telegram_id),
  -- The day for which the work counts, also when it ends after midnight.
  day date not null,
  budgets text[] not null,
  micro_dollars bigint not null check (micro_dollars >= 0),
  primary key (work_kind, work_id)
);

-- Whose model was asked for, when a budget has chosen a cheaper one.
alter table messages_log add column wanted_model text;

create function budget_start(of_budget text, of_day date) returns date language sql immutable as $$
  select case of_budget when 'month' then date_trunc('month', of_day::timestamp)::date else of_day end
$$;

create function budget_person(of_budget text, of_user bigint) returns bigint language sql immutable as $$
  select case of_budget when 'person_day' then of_user else 0 end
$$;

-- The budgets that a piece of work counts for, in the order in which everybody locks them.
create function lock_budgets(of_user bigint, of_purse text, of_day date) returns setof budget_periods language sql volatile as $$
  select * from budget_periods
  where (budget, starts_on, user_id) in (('day', of_day, 0), ('month', budget_start('month', of_day), 0), ('person_day', of_day, of_user))
    or (budget = 'trial_day' and of_purse = 'trial' and starts_on = of_day and user_id = 0)
  order by budget for update
$$;

-- Reserves the most that a piece of work may cost in each budget, or fails with the name of one that is used up: the question
-- is then not written either. A budget that is not enforced is counted only.
create function reserve_budgets(of_user bigint, of_kind text, of_work bigint, amount bigint, budgets jsonb) returns void
  language plpgsql volatile as $$
declare
  today date := (now() at time zone 'UTC')::date;
  wanted record;
begin
  for wanted in
    select b.*, budget_start(b.budget, today) as starts_on, budget_person(b.budget, of_user) as person
    from jsonb_to_recordset(budgets) as b (budget text, micro_dollars bigint, action text, enforced boolean) order by b.budget
  loop
    insert into budget_periods (budget, starts_on, user_id, limit_micro_dollars, action, spent)
      select wanted.budget, wanted.starts_on, wanted.person, wanted.micro_dollars, wanted.action, (
        select coalesce(sum(c.micro_dollars), 0) from costs c
        where c.day >= wanted.starts_on and (wanted.person = 0 or c.user_id = wanted.person)
          and (wanted.budget <> 'trial_day' or c.purse = 'trial'))
      where not exists (select from budget_periods p
        where p.budget = wanted.budget and p.starts_on = wanted.starts_on and p.user_id = wanted.person)
      on conflict do nothing;
    update budget_periods p set reserved = reserved + amount, limit_micro_dollars = wanted.micro_dollars, action = wanted.action,
      -- Another limit has marks of its own.
      reached_percent = case when limit_micro_dollars = wanted.micro_dollars then reached_percent else 0 end,
      told_percent = case when limit_micro_dollars = wanted.micro_dollars then told_percent else 0 end
    where p.budget = wanted.budget and p.starts_on = wanted.starts_on and p.user_id = wanted.person
      and (not wanted.enforced or spent + reserved < wanted.micro_dollars);
    if not found then
      raise exception 'budget % is used up', wanted.budget
        using errcode = 'integrity_constraint_violation', constraint = 'budget_used_up';
    end if;
  end loop;
  insert into budget_holds (work_kind, work_id, user_id, day, budgets, micro_dollars)
    values (of_kind, of_work, of_user, today, array(select b ->> 'budget' from jsonb_array_elements(budgets) as b), amount);
end $$;

-- Writes down the tries of one attempt, each once, and moves the budgets: what was spent counts, and with `ends` what the
-- work had reserved is given back. It counts also when the attempt has lost its work to another one: the provider was paid.
drop function record_costs(bigint, text, bigint, integer, text, jsonb);
create function record_costs(of_user bigint, of_kind text, of_work bigint, of_attempt integer, of_purse text, tries jsonb, ends boolean)
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
        cached_input_tokens, output_tokens, reasoning_tokens, estimated, micro_dollars, price)
      select person, of_kind, of_work, of_attempt, t.try, counts_on, of_purse,
        case when of_purse = 'subscription' then (
          select plan from subscriptions where user_id = of_user and starts_at <= now() order by starts_at desc limit 1) end,
        t.model, t.provider_model, t.outcome, t.input_tokens, t.cached_input_tokens, t.output_tokens, t.reasoning_tokens, t.estimated,
        t.micro_dollars, t.price
      from jsonb_to_recordset(tries) as t (try integer, model text, provider_model text, outcome text, input_tokens bigint,
        cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint, estimated boolean, micro_dollars bigint, price jsonb)
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
      when period.spent >= period.limit_micro_dollars then 100
      when period.spent >= period.limit_micro_dollars * 0.8 then 80
      when period.spent >= period.limit_micro_dollars * 0.5 then 50
      else 0 end;
    update budget_periods p set spent = period.spent, reached_percent = greatest(reached_percent, mark),
      reserved = reserved - case when ends and period.budget = any (hold.budgets) then hold.micro_dollars else 0 end
    where p.budget = period.budget and p.starts_on = period.starts_on and p.user_id = period.user_id;
  end loop;
end $$;
