-- When they last wrote or pressed something, give or take half a minute; null: not since this column is there.
alter table users add column heard_at timestamptz;

-- Questions that are asked by the clock, and each local day on which one came due.
create table schedules (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  -- The update that brought it.
  update_id bigint not null,
  -- What the person wrote, and the question in it.
  said text not null,
  question text not null,
  -- Null until it is chosen.
  every text check (every in ('day', 'weekdays', 'week', 'month')),
  -- Of the week, Monday being 1, or of the month; a shorter month has it on its last day.
  on_day smallint,
  -- Minute of the day where the person lives.
  at_minute smallint check (at_minute between 0 and 1439),
  state text not null check (state in ('draft', 'active', 'paused')),
  paused_because text check (paused_because in ('asked', 'no_access', 'price_changed', 'unread', 'unreachable')),
  -- What an answer may cost at most.
  agreed_credits integer check (agreed_credits >= 0),
  -- Where it was agreed to: each answer replies to it.
  message_id integer,
  thread_id integer not null default 0,
  -- When it comes due next, and on which local day.
  due_at timestamptz,
  due_day date,
  created_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (user_id, update_id),
  constraint schedules_day check (coalesce(every in ('week', 'month'), false) = (on_day is not null)
    and (on_day is null or on_day between 1 and case every when 'week' then 7 else 31 end)),
  constraint schedules_agreed check (state = 'draft'
    or (every is not null and at_minute is not null and agreed_credits is not null and message_id is not null)),
  constraint schedules_due check ((state = 'active') = (due_at is not null) and (due_at is null) = (due_day is null)),
  constraint schedules_paused check ((state = 'paused') = (paused_because is not null))
);
create index schedules_due_at on schedules (due_at) where state = 'active';
create index schedules_drafts on schedules (created_at) where state = 'draft';

create table schedule_runs (
  user_id bigint not null,
  id bigint generated always as identity,
  schedule_id bigint not null,
  day date not null,
  due_at timestamptz not null,
  -- It stands in the inbox, the bot has begun to ask, or its time had passed.
  state text not null check (state in ('waiting', 'asked', 'missed')),
  asked_at timestamptz,
  primary key (user_id, id),
  -- However often the clocks show its time on that day.
  unique (user_id, schedule_id, day),
  foreign key (user_id, schedule_id) references schedules (user_id, id) on delete cascade,
  constraint schedule_runs_asked check ((state = 'asked') = (asked_at is not null))
);
create index schedule_runs_due_at on schedule_runs (due_at);
