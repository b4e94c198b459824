-- What each try with a provider has cost: one row a try, whatever became of it, with the price that was valid then.
create table costs (
  id bigint generated always as identity primary key,
  -- Null once the person has deleted their data: the sum stays accounted for.
  user_id bigint references users (telegram_id),
  work_kind text not null check (work_kind <> ''),
  work_id bigint not null,
  attempt integer not null check (attempt > 0),
  try integer not null check (try > 0),
  -- The day in UTC for which it counts.
  day date not null,
  purse text not null check (purse in ('subscription', 'trial', 'credits')),
  -- The plan that paid, for a subscription.
  plan text,
  -- The entry of the catalogue, and the name that its provider knows.
  model text not null,
  provider_model text not null,
  outcome text not null,
  input_tokens bigint not null check (input_tokens >= 0),
  cached_input_tokens bigint not null check (cached_input_tokens between 0 and input_tokens),
  output_tokens bigint not null check (output_tokens >= 0),
  reasoning_tokens bigint not null check (reasoning_tokens >= 0),
  -- Whether the provider reported nothing and the tokens are ours.
  estimated boolean not null,
  micro_dollars bigint not null check (micro_dollars >= 0),
  -- Null when the catalogue knew no price for that day.
  price jsonb,
  created_at timestamptz not null default now(),
  constraint costs_once unique (work_kind, work_id, attempt, try),
  constraint costs_have_a_price check (price is not null or micro_dollars = 0)
);
create index costs_of_day on costs (day);
create index costs_of_person on costs (user_id, day) where user_id is not null;

-- Writes down the tries of one attempt, each once, and returns what was new in micro-dollars. It counts also when the attempt
-- has lost its work to another one: the provider was paid.
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

-- What an affiliate program has kept of a payment, in billionths of a Star, as Telegram's own list says.
alter table transactions add column commission_nanostars bigint not null default 0 check (commission_nanostars >= 0);
