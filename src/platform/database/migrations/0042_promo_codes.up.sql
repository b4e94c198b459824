-- What is given for another reason than a payment or the owner's word has a kind of its own in the ledgers. `undone` takes a
-- gift or a reward back, because the payment behind it was refunded.
alter table credit_entries
  drop constraint credit_entries_kind_check,
  add constraint credit_entries_kind_check check (kind in
    ('hold', 'release', 'purchase', 'refund', 'adjustment', 'promo', 'campaign', 'gift', 'referral', 'undone')),
  add constraint credit_entries_reward check (kind not in ('promo', 'campaign', 'gift', 'referral') or delta > 0),
  add constraint credit_entries_undone check (kind <> 'undone' or delta < 0);
alter table plan_day_entries
  drop constraint plan_day_entries_kind_check,
  add constraint plan_day_entries_kind_check check (kind in
    ('purchase', 'refund', 'adjustment', 'promo', 'campaign', 'gift', 'referral', 'undone')),
  add constraint plan_day_entries_reward check (kind not in ('promo', 'campaign', 'gift', 'referral') or seconds > 0),
  add constraint plan_day_entries_undone check (kind <> 'undone' or seconds < 0);

-- Messages that the trial has more than usual: they are in it from its first day, or are added to one that has begun.
create table extra_trials (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  messages integer not null check (messages > 0),
  idempotency_key text not null check (length(idempotency_key) between 1 and 200),
  given_at timestamptz not null default now(),
  primary key (user_id, id),
  constraint extra_trials_key unique (user_id, idempotency_key)
);

-- So many percent off one order. It is held by the order that is being paid and spent by the one that was paid.
create table discounts (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  percent integer not null check (percent between 1 and 99),
  first_purchase boolean not null,
  idempotency_key text not null check (length(idempotency_key) between 1 and 200),
  given_at timestamptz not null default now(),
  expires_at timestamptz not null,
  held_by bigint,
  held_until timestamptz,
  spent_by bigint,
  primary key (user_id, id),
  constraint discounts_key unique (user_id, idempotency_key),
  foreign key (user_id, held_by) references transactions (user_id, id),
  foreign key (user_id, spent_by) references transactions (user_id, id),
  check ((held_by is null) = (held_until is null))
);
create index discounts_open on discounts (user_id) where spent_by is null;

-- What a promo code gives and to whom: one code for many, or a batch of codes for one person each.
create table promos (
  id bigint generated always as identity primary key,
  name text not null unique check (name ~ '^[A-Z0-9_-]{3,40}$'),
  gives jsonb not null check (jsonb_typeof(gives) = 'object'),
  batch boolean not null,
  most_uses integer not null check (most_uses > 0),
  uses integer not null default 0 check (uses between 0 and most_uses),
  first_purchase boolean not null,
  starts_at timestamptz not null default now(),
  ends_at timestamptz check (ends_at > starts_at),
  ended_at timestamptz,
  made_by bigint,
  idempotency_key text not null unique check (length(idempotency_key) between 1 and 200),
  created_at timestamptz not null default now()
);
create table promo_codes (
  code text primary key check (code ~ '^[A-Z0-9_-]{3,40}$'),
  promo_id bigint not null references promos (id),
  -- Of a batch: who has used it.
  used_by bigint
);
create index promo_codes_of_promo on promo_codes (promo_id);

-- Once per person.
create table promo_uses (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  promo_id bigint not null references promos (id),
  code text not null,
  update_id bigint not null,
  used_at timestamptz not null default now(),
  primary key (user_id, id),
  constraint promo_uses_once unique (user_id, promo_id)
);
create index promo_uses_of_promo on promo_uses (promo_id);

-- The latest wrong codes of a person, because guessing is limited.
create table promo_guesses (
  user_id bigint primary key references users (telegram_id),
  wrong_at timestamptz[] not null
);
