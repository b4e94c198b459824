-- Updates from Telegram, kept until they are finished, in order within their lane.

create table inbox (
  seq bigint generated always as identity primary key,
  update_id bigint not null unique,
  lane text not null,
  payload jsonb not null,
  accepted_at timestamptz not null default now()
);
create index inbox_lane on inbox (lane, seq);

-- A lane may be claimed from `ready_at` on. Nothing waits: infinity. Claimed: the end of the lease. Postponed: the time to
-- try again. How much waits is counted and not looked up: a statement that looked for the next update could miss one that
-- is being added at the same moment, and the lane would sleep for ever; a counter under the row's lock misses nothing.
create table lanes (
  lane text primary key,
  kind text not null check (kind in ('message', 'button', 'urgent')),
  waiting integer not null check (waiting >= 0),
  ready_at timestamptz not null,
  -- How often the update at the head was begun without being finished.
  attempts integer not null default 0 check (attempts >= 0),
  -- Grows with every claim; who holds an older number has lost the lane.
  fence bigint not null default 0,
  owner text,
  check (waiting > 0 or (ready_at = 'infinity' and owner is null))
);
create index lanes_ready on lanes (kind, ready_at);
create index lanes_owner on lanes (owner) where owner is not null;

-- What was accepted lately, also after it was finished: Telegram may bring an update again.
create table seen_updates (
  update_id bigint primary key,
  accepted_at timestamptz not null default now()
);
create index seen_updates_age on seen_updates (accepted_at);

create table dead_updates (
  update_id bigint primary key,
  lane text not null,
  payload jsonb not null,
  attempts integer not null,
  error text not null,
  accepted_at timestamptz not null,
  died_at timestamptz not null default now()
);
