-- Refunds that Telegram has still to make: by last try, with growing pauses and an end. Infinity: tried long enough.
alter table transactions
  add column refund_try_at timestamptz,
  add column refund_attempts integer not null default 0 check (refund_attempts >= 0),
  add column refund_error text;
create index transactions_refunding on transactions (refund_try_at nulls first) where status = 'refunding';

-- What Telegram's list knew and we did not, each charge once. `history` is what it held before our books were opened.
create table payment_differences (
  charge_id text not null,
  what text not null,
  user_id bigint not null,
  amount integer not null,
  -- As Telegram's list says.
  happened_at timestamptz not null,
  noted_at timestamptz not null default now(),
  primary key (charge_id, what)
);
