-- A trial may come in two steps: what is granted now, and the rest, which is added to it at its time or earlier.
alter table trials
  add column rest integer not null default 0 check (rest >= 0),
  add column rest_at timestamptz,
  add constraint trials_rest_has_its_time check ((rest > 0) = (rest_at is not null));
create index trials_rest_at on trials (rest_at) where rest_at is not null;

-- A trial of which more is to come is not used up.
create or replace function note_trial_used_up() returns trigger language plpgsql as $$
begin
  new.used_up_at := case when new.used >= new.granted and new.rest = 0 then now() end;
  return new;
end $$;

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

-- How many free messages a day has taken: of everybody together, and of the people who came by one link. A large limit is
-- divided among several rows, so that questions of one moment do not wait for each other.
create table free_days (
  day date not null,
  -- `everybody`, or the link: its kind and its name.
  scope text not null,
  slot integer not null check (slot >= 0),
  -- The limit of the whole scope by which `most` was divided.
  day_limit integer not null check (day_limit >= 0),
  most integer not null,
  used integer not null default 0,
  primary key (day, scope, slot),
  constraint free_days_within_limit check (used between 0 and most)
);

-- Where each free question has been counted. What was given back counts 0.
create table free_questions (
  user_id bigint not null references users (telegram_id),
  work_kind text not null,
  work_id bigint not null,
  day date not null,
  scopes text[] not null,
  slots integer[] not null,
  messages integer not null check (messages >= 0),
  primary key (user_id, work_kind, work_id),
  check (cardinality(scopes) = cardinality(slots))
);

create function free_slots(day_limit integer) returns integer language sql immutable as $$
  select greatest(1, least(16, day_limit / 10000))
$$;

-- The largest question, in messages, that still fits into a scope today.
create function free_room(of_scope text, of_limit integer) returns integer language sql stable as $$
  select case
      when bool_or(day_limit = of_limit) then max(most - used)
      else ceil(greatest(of_limit - coalesce(sum(used), 0), 0)::numeric / free_slots(of_limit))
    end::integer
  from free_days where day = (now() at time zone 'UTC')::date and scope = of_scope
$$;

-- Divides what is left of a limit among the rows of a scope, also after the limit was changed during the day: together they
-- never let through more than the limit, or than what had been used by then.
create function divide_free_day(of_day date, of_scope text, of_limit integer) returns void language plpgsql volatile as $$
declare
  slots integer := free_slots(of_limit);
  rest integer;
begin
  insert into free_days (day, scope, slot, day_limit, most)
    select of_day, of_scope, n, 0, 0 from generate_series(0, slots - 1) as n on conflict do nothing;
  perform from free_days where day = of_day and scope = of_scope order by slot for update;
  -- Another question has done it meanwhile.
  if exists (select from free_days where day = of_day and scope = of_scope and slot = 0 and day_limit = of_limit) then
    return;
  end if;
  select greatest(of_limit - sum(used), 0) into rest from free_days where day = of_day and scope = of_scope;
  update free_days set day_limit = of_limit,
    most = used + case when slot < slots then rest / slots + case when slot < rest % slots then 1 else 0 end else 0 end
    where day = of_day and scope = of_scope;
end $$;

-- Counts free messages in one row of a scope that has room for them, near its number, and says in which. One that others
-- have filled in the same moment is a fault, and the caller begins anew: a second row is not tried, because whoever waits
-- for one while it holds another may meet somebody who does the same the other way round.
create function take_free_slot(of_day date, of_scope text, of_limit integer, amount integer, near bigint)
  returns integer language plpgsql volatile as $$
declare
  taken integer;
begin
  if not exists (select from free_days where day = of_day and scope = of_scope and slot = 0 and day_limit = of_limit) then
    perform divide_free_day(of_day, of_scope, of_limit);
  end if;
  update free_days set used = used + amount
    where day = of_day and scope = of_scope and day_limit = of_limit and used + amount <= most and slot = (
      select slot from free_days where day = of_day and scope = of_scope and used + amount <= most
      order by (slot - near % 16 + 16) % 16 limit 1)
    returning slot into taken;
  if not found then
    raise exception 'the free messages of % are used up today', of_scope
      using errcode = 'integrity_constraint_violation', constraint = 'free_messages_used_up';
  end if;
  return taken;
end $$;

-- Counts a free question in each of the scopes, [{scope, limit}], everybody last: the order in which they are locked. Called
-- after `reserve_budgets` in every transaction that does both, for the same reason.
create function take_free(of_user bigint, of_kind text, of_work bigint, amount integer, limits jsonb)
  returns void language plpgsql volatile as $$
declare
  today date := (now() at time zone 'UTC')::date;
  wanted record;
  in_scopes text[] := '{}';
  in_slots integer[] := '{}';
begin
  for wanted in
    select l.* from jsonb_to_recordset(limits) as l (scope text, "limit" integer) order by l.scope = 'everybody', l.scope
  loop
    in_scopes := in_scopes || wanted.scope;
    in_slots := in_slots || take_free_slot(today, wanted.scope, wanted."limit", amount, of_user);
  end loop;
  insert into free_questions (user_id, work_kind, work_id, day, scopes, slots, messages)
    values (of_user, of_kind, of_work, today, in_scopes, in_slots, amount)
    -- Work that was given back and is reserved again.
    on conflict (user_id, work_kind, work_id) do update
      set day = excluded.day, scopes = excluded.scopes, slots = excluded.slots, messages = excluded.messages;
end $$;

create function give_free_back(of_user bigint, of_kind text, of_work bigint, amount integer)
  returns void language plpgsql volatile as $$
declare
  counted free_questions;
begin
  update free_questions set messages = messages - amount
    where user_id = of_user and work_kind = of_kind and work_id = of_work returning * into counted;
  -- One that was asked before free messages were counted.
  if not found then
    return;
  end if;
  for n in 1 .. cardinality(counted.scopes) loop
    update free_days set used = used - amount
      where day = counted.day and scope = counted.scopes[n] and slot = counted.slots[n];
  end loop;
end $$;

-- What a trial gets back is not counted in its day any more.
create or replace function charge_work(of_user bigint, work_kind text, work_id bigint, of_step text, of_attempt integer, of_source text, price integer, of_reason text)
  returns void language plpgsql volatile as $$
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
