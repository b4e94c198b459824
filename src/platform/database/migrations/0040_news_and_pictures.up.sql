-- Whether a person takes news and can be written to, and what the bot says by itself with a picture.
alter table users
  -- As they said last; null: never asked.
  add column takes_news boolean,
  -- Since then they have blocked the bot, or their account is gone.
  add column unreachable_since timestamptz;

-- What they said, each time; only added to.
create table consents (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (telegram_id),
  subject text not null check (subject <> ''),
  given boolean not null,
  -- Of the text that they agreed to.
  version text not null check (version <> ''),
  at timestamptz not null default now()
);
create index consents_of_user on consents (user_id, id);

alter table outbox add column picture bytea;
