-- What the bot says by itself: written in the transaction that causes it, sent by the worker, kept as a record for a while.
create table outbox (
  id bigint generated always as identity primary key,
  -- Names the cause: nothing is said twice for one key.
  key text not null unique,
  -- Where it is said; null: to every owner, for each of whom the sender makes a row.
  chat_id bigint,
  thread_id bigint,
  reply_to bigint,
  -- Whose language it has, and whose it is in an export; null: nobody's whom we know.
  user_id bigint,
  -- The owner in whose name it is said: they hear when the person cannot be reached.
  said_by bigint,
  -- Whose own words stand in it, said to somebody else: they go with that person's data.
  words_of bigint,
  kind text not null,
  -- What the text is made of; emptied when the row is finished.
  data jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused', 'given_up')),
  not_before timestamptz not null default clock_timestamp(),
  attempts integer not null default 0 check (attempts >= 0),
  -- Of a text that takes several messages.
  parts_sent integer not null default 0 check (parts_sent >= 0),
  error text,
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  check ((state = 'sent') = (sent_at is not null))
);
create index outbox_due on outbox (not_before) where state = 'waiting';
create index outbox_waiting_of_chat on outbox (chat_id, id) where state = 'waiting';
create index outbox_of_user on outbox (user_id);
create index outbox_words_of on outbox (words_of) where words_of is not null;

drop index dead_updates_notices;
alter table dead_updates drop column notice, drop column notice_at;
