-- What is said to many people at once: to whom, and what has become of each message.
create table segments (
  id bigint generated always as identity primary key,
  name text not null unique check (name <> ''),
  conditions jsonb not null,
  created_at timestamptz not null default now()
);

create table broadcasts (
  id bigint generated always as identity primary key,
  title text not null check (title <> ''),
  texts jsonb not null,
  picture bytea,
  -- Under which Telegram has the picture, once it was sent.
  picture_file_id text,
  conditions jsonb not null,
  quiet jsonb,
  state text not null default 'draft'
    check (state in ('draft', 'scheduled', 'filling', 'sending', 'paused', 'stopped', 'sent', 'deleting', 'deleted')),
  begins_at timestamptz,
  -- Why it has paused by itself.
  problem text,
  -- The people up to this one have their rows; all of them when it is filled.
  filled_to bigint not null default 0,
  filled boolean not null default false,
  -- The messages up to this person's were deleted again.
  deleted_to bigint not null default 0,
  -- Which worker sends it, for so long.
  sender text,
  sender_until timestamptz,
  -- After a pause that Telegram asks for, or an outage.
  not_before timestamptz not null default now(),
  refused_news integer not null default 0 check (refused_news >= 0),
  -- How many rows were in which state when it ended.
  figures jsonb,
  created_by bigint not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check ((state = 'draft') = (begins_at is null)),
  check ((state in ('stopped', 'sent', 'deleting', 'deleted')) = (ended_at is not null))
);
create index broadcasts_at_work on broadcasts (begins_at) where state in ('scheduled', 'filling', 'sending', 'deleting');

create table broadcast_recipients (
  id bigint generated always as identity,
  broadcast_id bigint not null references broadcasts (id),
  user_id bigint not null references users (telegram_id),
  -- By it the quiet hours are known.
  language text not null,
  -- sending: a worker has it, and after its lease nobody knows whether it has arrived.
  state text not null default 'waiting'
    check (state in ('waiting', 'sending', 'sent', 'blocked', 'failed', 'unknown', 'skipped', 'deleted', 'undeletable')),
  leased_until timestamptz,
  message_id bigint,
  sent_at timestamptz,
  refused_news boolean not null default false,
  error text,
  primary key (broadcast_id, user_id),
  check ((state = 'sending') = (leased_until is not null))
);
create index broadcast_recipients_waiting on broadcast_recipients (broadcast_id, language, user_id) where state = 'waiting';
create index broadcast_recipients_leased on broadcast_recipients (leased_until) where state = 'sending';
create index broadcast_recipients_of_user on broadcast_recipients (user_id);
