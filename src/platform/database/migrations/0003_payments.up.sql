-- How far Telegram's list of Star transactions has been compared with ours; one row.
create table reconciliation (
  only_row boolean primary key default true check (only_row),
  next_offset integer not null default 0 check (next_offset >= 0),
  at timestamptz
);
insert into reconciliation default values;

-- Which reminders of a subscription's end were sent: each once.
create table subscription_reminders (
  user_id bigint not null,
  subscription_id bigint not null,
  days_before integer not null check (days_before > 0),
  sent_at timestamptz not null default now(),
  primary key (user_id, subscription_id, days_before),
  foreign key (user_id, subscription_id) references subscriptions (user_id, id)
);

-- What people ask about payments, and what they were answered.
create table support_requests (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  update_id bigint not null,
  text text not null,
  answer text,
  answered_by bigint,
  created_at timestamptz not null default now(),
  answered_at timestamptz,
  primary key (user_id, id),
  constraint support_requests_update unique (user_id, update_id)
);
create index support_requests_id on support_requests (id);
