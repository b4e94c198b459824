-- Days of a plan are an account like credits: entries are only added, each says until when everything is paid after it, and
-- moves that moment itself. A person's paid time is one chain of periods without a hole, in the order in which it was paid.

-- The table of 0.1.0 makes room for the one of the same name below, and goes when all it knew is entered there.
alter table subscriptions rename to old_subscriptions;
alter index subscriptions_pkey rename to old_subscriptions_pkey;
alter sequence subscriptions_id_seq rename to old_subscriptions_id_seq;

alter table users add column paid_until timestamptz;
create index users_paid_until on users (paid_until) where paid_until is not null;

create table plan_day_entries (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  kind text not null check (kind in ('purchase', 'refund', 'adjustment')),
  plan text not null,
  -- A day is 86400 seconds, whatever a calendar says: Telegram's month is 30 such days.
  seconds numeric(18, 6) not null check (seconds <> 0),
  at timestamptz not null default now(),
  paid_until_after timestamptz not null,
  transaction_id bigint,
  idempotency_key text not null check (length(idempotency_key) between 1 and 300),
  primary key (user_id, id),
  constraint plan_day_entries_key unique (user_id, idempotency_key),
  foreign key (user_id, transaction_id) references transactions (user_id, id),
  check ((kind in ('purchase', 'refund')) = (transaction_id is not null)),
  check (kind <> 'purchase' or seconds > 0),
  check (kind <> 'refund' or seconds < 0)
);
create index plan_day_entries_of_transaction on plan_day_entries (user_id, transaction_id) where transaction_id is not null;

-- The time that one entry gave, as it lies now: a refund ends it, and moves those behind it forward.
create table subscriptions (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  entry_id bigint not null,
  plan text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (user_id, id),
  constraint subscriptions_entry unique (user_id, entry_id),
  foreign key (user_id, entry_id) references plan_day_entries (user_id, id),
  check (ends_at >= starts_at)
);

create function plan_day_entries_move_end() returns trigger language plpgsql as $$
begin
  update users set paid_until = new.paid_until_after, updated_at = now()
    where telegram_id = new.user_id and new.paid_until_after = new.seconds * interval '1 second'
      + case when new.seconds > 0 then greatest(paid_until, new.at) else paid_until end;
  if not found then
    raise exception 'entry % of user % does not follow from what is paid', new.idempotency_key, new.user_id
      using errcode = 'integrity_constraint_violation', constraint = 'plan_day_entries_follow_end';
  end if;
  return null;
end $$;
create trigger plan_day_entries_move_end after insert on plan_day_entries
  for each row execute function plan_day_entries_move_end();
create trigger plan_day_entries_are_only_added before update or delete on plan_day_entries
  for each row execute function credit_entries_are_only_added();
create trigger plan_day_entries_are_not_truncated before truncate on plan_day_entries
  for each statement execute function credit_entries_are_only_added();

create function users_paid_until_moves_by_entries() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'what user % has paid until moves only through an entry of plan days', new.telegram_id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger users_paid_until_moves_by_entries before update of paid_until on users
  for each row when (old.paid_until is distinct from new.paid_until) execute function users_paid_until_moves_by_entries();

-- Checked when a transaction commits: each period is as long as its entries say, no two overlap, what lies ahead has no
-- hole, and the last one ends when everything that is paid ends.
create function subscriptions_are_one_chain() returns trigger language plpgsql as $$
declare
  broken text;
begin
  with periods as (
    select p.*, lead(p.starts_at) over (order by p.starts_at, p.id) as next_start,
      (select sum(e.seconds) from plan_day_entries e where e.user_id = p.user_id
        and (e.id = p.entry_id or (e.kind = 'refund' and e.transaction_id = own.transaction_id))) as length
    from subscriptions p join plan_day_entries own on own.user_id = p.user_id and own.id = p.entry_id
    where p.user_id = new.user_id
  )
  select 'period ' || id || ' is not as long as it was paid for' into broken from periods
    where extract(epoch from ends_at - starts_at) <> length
  union all select 'period ' || id || ' overlaps the next' from periods where next_start < ends_at
  union all select 'there is a hole behind period ' || id from periods where next_start > ends_at and next_start > now()
  union all select 'the last period does not end with what is paid' from users u
    where telegram_id = new.user_id and paid_until is distinct from (select max(ends_at) from periods)
  limit 1;
  if broken is not null then
    raise exception 'days of user %: %', new.user_id, broken
      using errcode = 'integrity_constraint_violation', constraint = 'subscriptions_are_one_chain';
  end if;
  return null;
end $$;
create constraint trigger subscriptions_are_one_chain after insert or update on subscriptions
  deferrable initially deferred for each row execute function subscriptions_are_one_chain();
create constraint trigger plan_day_entries_are_one_chain after insert on plan_day_entries
  deferrable initially deferred for each row execute function subscriptions_are_one_chain();

-- Adds time behind everything that is paid already. The caller holds the user's row.
create function add_plan_days(of_user bigint, of_plan text, of_seconds numeric, of_kind text, of_transaction bigint, of_key text, moment timestamptz)
  returns timestamptz language plpgsql volatile as $$
declare
  entry plan_day_entries;
begin
  insert into plan_day_entries (user_id, kind, plan, seconds, at, paid_until_after, transaction_id, idempotency_key)
    select of_user, of_kind, of_plan, of_seconds, moment,
      greatest(paid_until, moment) + of_seconds * interval '1 second', of_transaction, of_key
    from users where telegram_id = of_user
    returning * into strict entry;
  insert into subscriptions (user_id, entry_id, plan, starts_at, ends_at)
    values (of_user, entry.id, of_plan, entry.paid_until_after - entry.seconds * interval '1 second', entry.paid_until_after);
  return entry.paid_until_after;
end $$;

-- Takes back what is unused of a payment's time and moves what lies behind it forward. The caller holds the user's row.
create function take_plan_days_back(of_user bigint, of_transaction bigint, of_key text, moment timestamptz)
  returns numeric language plpgsql volatile as $$
declare
  period subscriptions;
  unused numeric(18, 6);
begin
  select p.* into period from subscriptions p
    join plan_day_entries e on e.user_id = p.user_id and e.id = p.entry_id
    where e.user_id = of_user and e.transaction_id = of_transaction and e.kind = 'purchase';
  unused := extract(epoch from period.ends_at - greatest(period.starts_at, moment));
  if unused is null or unused <= 0 then
    return 0;
  end if;
  insert into plan_day_entries (user_id, kind, plan, seconds, at, paid_until_after, transaction_id, idempotency_key)
    select of_user, 'refund', period.plan, -unused, moment, paid_until - unused * interval '1 second', of_transaction, of_key
    from users where telegram_id = of_user;
  update subscriptions set ends_at = ends_at - unused * interval '1 second'
    where user_id = of_user and id = period.id;
  update subscriptions set starts_at = starts_at - unused * interval '1 second', ends_at = ends_at - unused * interval '1 second'
    where user_id = of_user and id > period.id;
  return unused;
end $$;

-- What Telegram renews by itself, or could renew again: one row for each subscription there, named by its first payment.
create table renewals (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  plan text not null,
  charge_id text not null,
  invoice_payload text not null,
  -- `canceled` by the person, who may resume it; `ended` by us, for good.
  state text not null check (state in ('renewing', 'canceled', 'failed', 'ended')),
  -- When Telegram takes the next payment, or would have.
  expires_at timestamptz not null,
  end_cause text check (end_cause in ('refunded', 'doubled', 'blocked')),
  -- Set while Telegram has still to be told of the end: when to try next, by last try.
  end_try_at timestamptz,
  end_attempts integer not null default 0 check (end_attempts >= 0),
  end_error text,
  -- Telegram has confirmed the end.
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  constraint renewals_charge unique (user_id, charge_id),
  check ((state = 'ended') = (end_cause is not null)),
  check (end_try_at is null or state = 'ended')
);
create index renewals_payload on renewals (user_id, invoice_payload);
create index renewals_to_end on renewals (end_try_at) where end_try_at is not null;

-- What 0.1.0 knew: every payment of a plan is entered again in its order, so that what was lost by adding or refunding
-- wrongly is given back; nobody has less than before.
--
-- Its bot ended a second subscription at Telegram at once, whenever the first still ran: such a row starts behind another one.
-- Of a refund, and of a block, it never told Telegram: that is done now.
insert into renewals (user_id, plan, charge_id, invoice_payload, state, expires_at, end_cause, end_try_at, created_at)
  select user_id, plan, first_charge_id, coalesce(invoice_payload, ''),
    case when cause is not null then 'ended' when auto_renew then 'renewing' else 'canceled' end,
    expires_at, cause, case when cause is not null then now() end, created_at
  from (
    select s.*,
      coalesce((select max(t.subscription_expires_at) from transactions t
        where t.user_id = s.user_id and t.invoice_payload = s.invoice_payload), s.ends_at) as expires_at,
      case
        when s.status = 'refunded' or exists (select from transactions t where t.user_id = s.user_id
          and t.invoice_payload = s.invoice_payload and t.status in ('refunding', 'refunded')) then 'refunded'
        when s.auto_renew and s.starts_at > s.created_at + interval '1 minute' then 'doubled'
        when s.auto_renew and u.blocked_at is not null then 'blocked'
      end as cause
    from old_subscriptions s join users u on u.telegram_id = s.user_id where s.first_charge_id is not null
  ) as known order by id;

do $$
declare
  happened record;
  late record;
begin
  for happened in
    select user_id, id, product, days_granted, telegram_payment_charge_id as charge, paid_at as moment, false as back
      from transactions where days_granted > 0 and paid_at is not null
    union all
    select user_id, id, product, days_granted, telegram_payment_charge_id, coalesce(refunded_at, now()), true
      from transactions where days_granted > 0 and paid_at is not null and status in ('refunding', 'refunded')
    order by moment, back, id
  loop
    if happened.back then
      perform take_plan_days_back(happened.user_id, happened.id, 'refund:' || happened.charge, happened.moment);
    else
      perform add_plan_days(happened.user_id, coalesce(happened.product, 'unknown'), happened.days_granted * 86400, 'purchase', happened.id,
        'payment:' || happened.charge, happened.moment);
    end if;
  end loop;
  -- Access that lay ahead counts whole, also what no payment explains; who had a subscription once is remembered.
  for late in
    select u.telegram_id as user_id, old.plan, old.last, u.paid_until,
      coalesce((select sum(extract(epoch from upper(r) - lower(r))) from unnest(old.ahead) as r), 0)
        - coalesce(greatest(extract(epoch from u.paid_until - now()), 0), 0) as missing
    from users u join (
      select user_id, (array_agg(plan order by ends_at desc))[1] as plan, max(ends_at) as last,
        range_agg(tstzrange(greatest(starts_at, now()), ends_at)) filter (where ends_at > greatest(starts_at, now())) as ahead
      from old_subscriptions where status in ('active', 'canceled') group by user_id
    ) as old on old.user_id = u.telegram_id
  loop
    if late.missing > 0 then
      perform add_plan_days(late.user_id, late.plan, late.missing, 'adjustment', null, 'migration', now());
    elsif late.paid_until is null then
      perform add_plan_days(late.user_id, late.plan, 1, 'adjustment', null, 'migration', late.last - interval '1 second');
    end if;
  end loop;
end $$;
set constraints all immediate;

create table plan_reminders (
  user_id bigint not null references users (telegram_id),
  ends_at timestamptz not null,
  days_before integer not null check (days_before > 0),
  sent_at timestamptz not null default now(),
  primary key (user_id, ends_at, days_before)
);
insert into plan_reminders (user_id, ends_at, days_before, sent_at)
  select r.user_id, u.paid_until, r.days_before, max(r.sent_at) from subscription_reminders r
  join old_subscriptions s on s.user_id = r.user_id and s.id = r.subscription_id
  join users u on u.telegram_id = r.user_id and abs(extract(epoch from u.paid_until - s.ends_at)) < 86400
  group by r.user_id, u.paid_until, r.days_before;

drop view means;
drop table subscription_reminders, old_subscriptions;

-- Everything that decides which purse pays a person's next question.
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
