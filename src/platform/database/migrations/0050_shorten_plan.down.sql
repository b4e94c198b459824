create or replace function take_plan_days_back(of_user bigint, of_transaction bigint, of_key text, moment timestamptz)
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
  update subscriptions set starts_at = moved.starts_at, ends_at = moved.ends_at
    from (
      select id, case when id = period.id then starts_at else starts_at - unused * interval '1 second' end as starts_at,
        ends_at - unused * interval '1 second' as ends_at
      from subscriptions where user_id = of_user and id >= period.id
    ) as moved
    where user_id = of_user and subscriptions.id = moved.id;
  return unused;
end $$;

create or replace function undo_plan_days(of_user bigint, of_cause text, of_key text, moment timestamptz)
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

drop function shorten_plan(bigint, bigint, numeric);
