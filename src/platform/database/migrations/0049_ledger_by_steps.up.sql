-- What a distributed database does not do as one statement: a time moved beside its column, and an entry that is made from
-- another table and may be there already.
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

create or replace function enter_credits(of_user bigint, of_delta integer, of_kind text, of_reason text, of_key text, of_question bigint, of_transaction bigint,
  out outcome text, out balance integer) language plpgsql volatile as $$
declare
  known credit_entries;
begin
  select credits + of_delta into balance from users where telegram_id = of_user;
  if balance >= 0 then
    insert into credit_entries (user_id, delta, balance_after, kind, reason, question_id, transaction_id, idempotency_key)
      values (of_user, of_delta, balance, of_kind, of_reason, of_question, of_transaction, of_key)
      on conflict on constraint credit_entries_key do nothing
      returning 'entered' into outcome;
    if found then
      return;
    end if;
  end if;
  select * into known from credit_entries where user_id = of_user and idempotency_key = of_key;
  if found then
    outcome := case when known.delta = of_delta then 'repeated' else 'idempotency_key_reused' end;
    balance := known.balance_after;
    return;
  end if;
  outcome := 'insufficient_credits';
  select credits into balance from users where telegram_id = of_user;
end $$;
