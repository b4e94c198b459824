drop function record_costs(bigint, text, bigint, integer, text, jsonb, boolean);
create function record_costs(of_user bigint, of_kind text, of_work bigint, of_attempt integer, of_purse text, tries jsonb)
  returns bigint language plpgsql volatile as $$
declare
  total bigint;
begin
  if jsonb_array_length(tries) = 0 then
    return 0;
  end if;
  with added as (
    insert into costs (user_id, work_kind, work_id, attempt, try, day, purse, plan, model, provider_model, outcome, input_tokens,
      cached_input_tokens, output_tokens, reasoning_tokens, estimated, micro_dollars, price)
    select of_user, of_kind, of_work, of_attempt, t.try, (now() at time zone 'UTC')::date, of_purse,
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
  return total;
end $$;
drop function reserve_budgets(bigint, text, bigint, bigint, jsonb);
drop function lock_budgets(bigint, text, date);
drop function budget_person(text, bigint);
drop function budget_start(text, date);
alter table messages_log drop column wanted_model;
drop table budget_holds;
drop table budget_periods;
