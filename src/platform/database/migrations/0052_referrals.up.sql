-- Whose link it is, and who came by it. What was promised stands in the row, whatever the rules are later.
create table referrers (
  user_id bigint primary key references users (telegram_id),
  code text not null check (code ~ '^[A-Za-z0-9_-]{8,62}$')
);
create unique index referrers_code on referrers (code);

create table referrals (
  user_id bigint primary key references users (telegram_id),
  id bigint generated always as identity,
  inviter_id bigint not null references users (telegram_id),
  trial_messages integer not null check (trial_messages >= 0),
  credits integer not null check (credits >= 0),
  most_per_month integer not null check (most_per_month >= 0),
  state text not null default 'invited' check (state in ('invited', 'paid', 'rewarded', 'void')),
  transaction_id bigint,
  created_at timestamptz not null default now(),
  paid_at timestamptz,
  rewarded_at timestamptz,
  check (inviter_id <> user_id),
  check ((state = 'invited') = (transaction_id is null)),
  check (state <> 'rewarded' or rewarded_at is not null),
  foreign key (user_id, transaction_id) references transactions (user_id, id)
);
create index referrals_of_inviter on referrals (inviter_id);
create index referrals_due on referrals (paid_at) where state = 'paid';
