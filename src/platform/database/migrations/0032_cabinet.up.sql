-- The cabinet: who may do what, who is signed in, and what was done in the owner's name.

alter table roles drop constraint roles_role_check;
alter table roles add constraint roles_role_check check (role in ('owner', 'manager', 'support', 'analyst'));
create table role_links (
  digest bytea primary key,
  role text not null check (role in ('owner', 'manager', 'support', 'analyst')),
  expires_at timestamptz not null
);

create table cabinet_links (
  digest bytea primary key,
  telegram_id bigint not null,
  expires_at timestamptz not null
);

-- What the Mini App was opened with is taken once.
create table cabinet_openings (
  digest bytea primary key,
  expires_at timestamptz not null
);

create table cabinet_sessions (
  telegram_id bigint not null,
  id bigint generated always as identity,
  digest bytea not null unique,
  client text not null,
  began_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (telegram_id, id)
);
create index cabinet_sessions_age on cabinet_sessions (expires_at);

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_id bigint not null,
  role text not null,
  action text not null,
  subject_id bigint,
  subject text,
  reason text not null check (reason <> ''),
  before jsonb not null,
  after jsonb not null,
  idempotency_key text not null check (length(idempotency_key) between 1 and 128),
  request bytea not null,
  reply jsonb not null,
  constraint audit_log_once unique (actor_id, idempotency_key)
);
create index audit_log_of_person on audit_log (subject_id, id) where subject_id is not null;
create index audit_log_of_actor on audit_log (actor_id, id);
create index audit_log_of_action on audit_log (action, id);

-- People and payments are listed newest first, a page at a time, and found by the beginning of a name.
create index users_newest on users (created_at desc, telegram_id desc);
create index users_username on users (lower(username) text_pattern_ops) where username is not null;
create index users_first_name on users (lower(first_name) text_pattern_ops);
create index transactions_newest on transactions (paid_at desc, id desc) where paid_at is not null;
create index transactions_of_status on transactions (status, paid_at desc, id desc) where status in ('refunding', 'refunded');
create index transactions_unmatched on transactions (paid_at desc, id desc) where kind = 'unmatched';
create index transactions_refunded on transactions (refunded_at) where refunded_at is not null;
create index payment_differences_newest on payment_differences (noted_at desc, charge_id desc) where what <> 'history';
create index support_requests_open on support_requests (id) where answered_at is null;
