-- The same, with the person named for each table: a distributed database then asks only the machine where the trigger runs.
CREATE OR REPLACE FUNCTION subscriptions_are_one_chain()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  broken text;
begin
  with periods as (
    select p.*, lead(p.starts_at) over (order by p.starts_at, p.id) as next_start,
      (select sum(e.seconds) from plan_day_entries e where e.user_id = new.user_id
        and (e.id = p.entry_id or e.undoes = p.entry_id or (e.kind = 'refund' and e.transaction_id = own.transaction_id))) as length
    from subscriptions p join plan_day_entries own on own.user_id = new.user_id and own.id = p.entry_id
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

-- Periods are few, and a plan for any values takes no time that moves beside its column at all.
create or replace function shorten_plan(of_user bigint, of_period bigint, unused numeric) returns void language plpgsql volatile as $$
declare
  moved record;
begin
  for moved in
    select id, case when id = of_period then starts_at else starts_at - unused * interval '1 second' end as starts_at,
      ends_at - unused * interval '1 second' as ends_at
    from subscriptions where user_id = of_user and id >= of_period order by id
  loop
    update subscriptions set starts_at = moved.starts_at, ends_at = moved.ends_at where user_id = of_user and id = moved.id;
  end loop;
end $$;
