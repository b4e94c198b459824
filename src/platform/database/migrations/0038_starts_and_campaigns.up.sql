-- By which link each person came, at first and at last, and the links that the owner has made for advertising.
create table starts (
  user_id bigint primary key references users (telegram_id),
  first_kind text,
  first_name text,
  first_at timestamptz not null default now(),
  last_kind text,
  last_name text,
  last_at timestamptz not null default now(),
  check (first_name is null or first_kind is not null),
  check (last_name is null or last_kind is not null)
);
create index starts_of_campaign on starts (first_name) where first_kind = 'campaign';

create table campaigns (
  name text primary key check (name ~ '^[A-Za-z0-9_-]{1,62}$'),
  cost_micro_dollars bigint not null default 0 check (cost_micro_dollars >= 0),
  created_at timestamptz not null default now()
);
