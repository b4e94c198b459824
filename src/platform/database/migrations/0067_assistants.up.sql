-- Assistants: roles in which questions are answered. Those of everybody stand in the catalogue; these are a person's own.
create table own_assistants (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  -- The update that brought its title.
  update_id bigint not null,
  title text not null,
  -- Empty until the person has written it.
  prompt text not null default '',
  created_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (user_id, update_id)
);

alter table conversations
  -- Who answers in it: an id of the catalogue, or own_ and the number of one's own.
  add column assistant text,
  -- What a question to the assistant cost when its price was last shown.
  add column shown_purse text,
  add column shown_price integer,
  -- The update that began it with the assistant.
  add column started_by bigint;
create unique index conversations_started_by on conversations (user_id, started_by) where started_by is not null;

alter table messages_log add column assistant text;
