-- What the bot knows of people for all their conversations, and which conversations were looked through for it.
create table memory_facts (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  fact text not null check (fact <> '' and length(fact) <= 200),
  -- The fact without what tells no two apart: nothing is kept twice.
  key text not null,
  -- The update by which the person said it; null: it was found in a conversation.
  update_id bigint,
  created_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (user_id, key),
  unique (user_id, update_id)
);

-- A conversation that has ended, or in which nothing was said for long. A model is asked once about the same words.
create table memory_readings (
  user_id bigint not null,
  id bigint generated always as identity,
  conversation_id bigint not null,
  -- The last question in it then.
  last_question_id bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'asked', 'read', 'skipped')),
  -- Noted before the model is asked, so that it is not asked again after a crash.
  asked_at timestamptz,
  -- Of the owner's budget of that day: the most that it may cost, until it is known.
  micro_dollars bigint not null default 0 check (micro_dollars >= 0),
  created_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (user_id, conversation_id, last_question_id),
  foreign key (user_id, conversation_id) references conversations (user_id, id),
  constraint memory_readings_asked_at check ((state in ('asked', 'read')) = (asked_at is not null))
);
create index memory_readings_waiting on memory_readings (created_at) where state = 'waiting';
create index memory_readings_asked on memory_readings (asked_at) where asked_at is not null;
