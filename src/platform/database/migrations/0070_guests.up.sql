-- Questions that come from chats where the bot is no member: by which name Telegram knows the message that answers.
create table guest_queries (
  user_id bigint not null references users (telegram_id),
  id bigint not null generated always as identity,
  update_id bigint not null,
  inline_message_id text,
  asked_at timestamptz not null default now(),
  -- Since when nothing in the message will change.
  ended_at timestamptz,
  primary key (user_id, id),
  unique (user_id, update_id)
);
create index guest_queries_open on guest_queries (asked_at) where ended_at is null;

-- One free answer a day for a person where the bot is no member.
create unique index free_questions_guest on free_questions (user_id, day) where 'guests' = any (scopes) and messages > 0;
