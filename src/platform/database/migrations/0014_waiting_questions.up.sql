-- The newest question of a person that nothing paid for: it is answered when they have bought something or chosen another
-- model. Named by the update that asked it.
create table waiting_questions (
  user_id bigint primary key references users (telegram_id),
  update_id bigint not null,
  question text not null,
  about text,
  about_id bigint,
  quoted text,
  asked_at timestamptz not null default now(),
  foreign key (user_id, about_id) references messages_log (user_id, id)
);
create index waiting_questions_age on waiting_questions (asked_at);
