-- Two arms: A has what everybody has, B something else. What the stop rule is, is fixed when it starts.
create table experiments (
  id bigint primary key generated always as identity,
  title text not null check (length(title) between 1 and 80),
  subject text not null check (subject in ('trial_size', 'pack_prices', 'offer_text')),
  value jsonb not null check (jsonb_typeof(value) = 'object'),
  -- What everybody else had when it started.
  usual jsonb check (jsonb_typeof(usual) = 'object'),
  percent_b integer not null check (percent_b between 1 and 99),
  people_per_arm integer not null check (people_per_arm > 0),
  most_days integer not null check (most_days > 0),
  state text not null default 'draft' check (state in ('draft', 'running', 'stopped', 'ended')),
  created_at timestamptz not null default now(),
  started_at timestamptz,
  -- When the stop rule was met: from then on no new person takes part.
  enough_at timestamptz,
  ended_at timestamptz,
  published boolean,
  check ((state = 'draft') = (started_at is null)),
  check ((state = 'draft') = (usual is null)),
  check ((state in ('stopped', 'ended')) = (ended_at is not null)),
  check ((state = 'ended') = (published is not null)),
  check (state <> 'ended' or enough_at is not null),
  check (state <> 'stopped' or enough_at is null)
);
create unique index experiments_running on experiments (subject) where state = 'running';

create table experiment_arms (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  experiment_id bigint not null references experiments (id),
  arm text not null check (arm in ('A', 'B')),
  at timestamptz not null default now(),
  primary key (user_id, experiment_id)
);
create index experiment_arms_of on experiment_arms (experiment_id);

-- As the worker has counted them.
create table experiment_figures (
  experiment_id bigint not null references experiments (id),
  arm text not null check (arm in ('A', 'B')),
  people integer not null check (people >= 0),
  trials integer not null check (trials >= 0),
  payers integer not null check (payers >= 0),
  revenue_micro_dollars bigint not null,
  provider_micro_dollars bigint not null,
  -- Of the margin of a person, in squared millionths of a dollar; null for fewer than two people.
  variance double precision check (variance >= 0),
  counted_at timestamptz not null default now(),
  primary key (experiment_id, arm)
);

-- A new person gets their arms in the statement that writes them down. A distributed database inserts a row of values on the
-- machine of the person, so it is one row at a time.
create function assign_arms() returns trigger language plpgsql as $$
declare
  present record;
begin
  for present in
    select id, percent_b from experiments
    where state = 'running' and enough_at is null and started_at <= new.created_at
      and new.created_at < started_at + make_interval(days => most_days)
      -- A person who reads another language would see no difference.
      and (subject <> 'offer_text' or value -> 'texts' @> jsonb_build_array(jsonb_build_object('language', new.language)))
  loop
    insert into experiment_arms (user_id, experiment_id, arm, at)
      values (new.telegram_id, present.id,
        case when ('x' || left(md5(present.id || ':' || new.telegram_id), 8))::bit(32)::bigint % 100 < present.percent_b then 'B' else 'A' end,
        new.created_at);
  end loop;
  return null;
end $$;
create trigger users_get_arms after insert on users for each row execute function assign_arms();
