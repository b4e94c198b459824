-- The ledger has one writer, also for statements that write a question and its reservation at once. The caller holds the
-- user's row. A key names the cause once for ever: `kind:id`, and for a step of a piece of work `kind:id:step:attempt`.
create function enter_credits(of_user bigint, of_delta integer, of_kind text, of_reason text, of_key text, of_question bigint, of_transaction bigint,
  out outcome text, out balance integer) language plpgsql volatile as $$
declare
  known credit_entries;
begin
  insert into credit_entries (user_id, delta, balance_after, kind, reason, question_id, transaction_id, idempotency_key)
    select telegram_id, of_delta, credits + of_delta, of_kind, of_reason, of_question, of_transaction, of_key
    from users where telegram_id = of_user and credits + of_delta >= 0
    on conflict on constraint credit_entries_key do nothing
    returning 'entered', balance_after into outcome, balance;
  if found then
    return;
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

-- Takes the price of a piece of work from what pays for it, or gives it back when negative; a subscription pays by its
-- time. The attempt tells two reservations of one work apart, the step a part that is given back from the rest.
create function charge_work(of_user bigint, work_kind text, work_id bigint, of_step text, of_attempt integer, of_source text, price integer,
  of_reason text) returns void language plpgsql volatile as $$
declare
  entered text;
begin
  if of_source = 'trial' then
    update trials set used = used + price where user_id = of_user;
    entered := case when found then 'entered' else 'no_trial' end;
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
