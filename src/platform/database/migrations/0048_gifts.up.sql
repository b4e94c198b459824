-- What was bought for another person: claimed once by a link, or given to the giver after its time.
create table gifts (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  transaction_id bigint not null,
  token text not null check (length(token) between 16 and 62),
  product jsonb not null check (jsonb_typeof(product) = 'object'),
  state text not null default 'open' check (state in ('open', 'claimed', 'returned', 'void')),
  claimed_by bigint references users (telegram_id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (user_id, id),
  constraint gifts_transaction unique (user_id, transaction_id),
  foreign key (user_id, transaction_id) references transactions (user_id, id),
  check ((state = 'open') = (ended_at is null)),
  check (state not in ('claimed', 'returned') or claimed_by is not null),
  check (state <> 'open' or claimed_by is null)
);
create unique index gifts_token on gifts (token);
create index gifts_of_receiver on gifts (claimed_by) where claimed_by is not null;
create index gifts_open on gifts (expires_at) where state = 'open';

-- Days that were a gift have no transaction of the person who has them: what takes them back names the entry that gave them.
alter table plan_day_entries
  add column undoes bigint,
  add constraint plan_day_entries_undoes foreign key (user_id, undoes) references plan_day_entries (user_id, id),
  add constraint plan_day_entries_undone_names check ((kind = 'undone') = (undoes is not null));

-- Takes back what is unused of the days that an entry gave and moves what lies behind it forward. The caller holds the user's row.
create function undo_plan_days(of_user bigint, of_cause text, of_key text, moment timestamptz)
  returns numeric language plpgsql volatile as $$
declare
  period subscriptions;
  unused numeric(18, 6);
begin
  select p.* into period from subscriptions p
    join plan_day_entries e on e.user_id = p.user_id and e.id = p.entry_id
    where e.user_id = of_user and e.idempotency_key = of_cause;
  unused := extract(epoch from period.ends_at - greatest(period.starts_at, moment));
  if unused is null or unused <= 0 then
    return 0;
  end if;
  insert into plan_day_entries (user_id, kind, plan, seconds, at, paid_until_after, undoes, idempotency_key)
    select of_user, 'undone', period.plan, -unused, moment, paid_until - unused * interval '1 second', period.entry_id, of_key
    from users where telegram_id = of_user;
  update subscriptions set ends_at = ends_at - unused * interval '1 second'
    where user_id = of_user and id = period.id;
  update subscriptions set starts_at = starts_at - unused * interval '1 second', ends_at = ends_at - unused * interval '1 second'
    where user_id = of_user and id > period.id;
  return unused;
end $$;

CREATE OR REPLACE FUNCTION subscriptions_are_one_chain()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  broken text;
begin
  with periods as (
    select p.*, lead(p.starts_at) over (order by p.starts_at, p.id) as next_start,
      (select sum(e.seconds) from plan_day_entries e where e.user_id = p.user_id
        and (e.id = p.entry_id or e.undoes = p.entry_id or (e.kind = 'refund' and e.transaction_id = own.transaction_id))) as length
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
end $function$;
