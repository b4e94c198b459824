-- What a person may do beyond their own matters. Nobody has granted what the setting ADMIN_IDS gives.
create table roles (
  telegram_id bigint primary key check (telegram_id > 0),
  role text not null check (role in ('owner')),
  granted_by bigint,
  at timestamptz not null default now()
);
