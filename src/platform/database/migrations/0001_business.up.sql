-- Users, what they may use, what they paid, what they asked. Every table of a user's carries the user's id first in its
-- key, so that it can be distributed by it. The rules that must never be false are stated here and not only in code.

create table users (
  telegram_id bigint primary key check (telegram_id > 0),
  first_name text not null,
  last_name text,
  username text,
  language text not null check (language in ('ru', 'en')),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  credits integer not null default 0 constraint users_credits_not_negative check (credits >= 0),
  blocked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- One trial per user, for ever: the key is the user.
create table trials (
  user_id bigint primary key references users (telegram_id),
  granted integer not null check (granted > 0),
  used integer not null default 0,
  started_at timestamptz not null default now(),
  constraint trials_used_within_granted check (used between 0 and granted)
);

create table subscriptions (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  plan text not null,
  status text not null check (status in ('active', 'canceled', 'failed', 'refunded')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  auto_renew boolean not null default false,
  first_charge_id text,
  invoice_payload text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  check (ends_at >= starts_at)
);
create unique index subscriptions_first_charge on subscriptions (user_id, first_charge_id) where first_charge_id is not null;
create index subscriptions_end on subscriptions (ends_at) where status in ('active', 'canceled');

-- Payments. An order is `pending` with our payload; the receipt gives it a charge id, once for ever.
create table transactions (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  kind text not null check (kind in ('order', 'renewal', 'extra', 'unmatched')),
  status text not null check (status in ('pending', 'paid', 'refunding', 'refunded', 'expired')),
  product text,
  invoice_payload text not null check (octet_length(invoice_payload) between 1 and 128),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount integer not null check (amount > 0),
  credits_granted integer not null default 0 check (credits_granted >= 0),
  days_granted integer not null default 0 check (days_granted >= 0),
  telegram_payment_charge_id text,
  provider_payment_charge_id text,
  subscription_expires_at timestamptz,
  loss_credits integer not null default 0 check (loss_credits >= 0),
  details jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  paid_at timestamptz,
  refunded_at timestamptz,
  primary key (user_id, id),
  constraint transactions_charge unique (user_id, telegram_payment_charge_id),
  check ((status in ('paid', 'refunding', 'refunded')) = (telegram_payment_charge_id is not null))
);
create unique index transactions_open_payload on transactions (user_id, invoice_payload) where kind = 'order';
create index transactions_by_payload on transactions (invoice_payload);
create index transactions_by_charge on transactions (telegram_payment_charge_id);

create table conversations (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  chat_id bigint not null,
  thread_id bigint not null default 0,
  title text,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (user_id, id)
);
-- One conversation is open per person, chat and topic.
create unique index conversations_open on conversations (user_id, chat_id, thread_id) where ended_at is null;

-- Questions and answers, and what each cost. A row is the hold: while it is `pending` its price is reserved; `answered`
-- has paid it, every other status has given it back.
create table messages_log (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  update_id bigint not null,
  chat_id bigint not null,
  thread_id bigint not null default 0,
  message_id bigint not null,
  conversation_id bigint not null,
  question text,
  answer text,
  model text not null,
  answered_by text,
  purse text not null check (purse in ('subscription', 'trial', 'credits')),
  price integer not null check (price >= 0),
  status text not null check (status in ('pending', 'answered', 'failed', 'stopped', 'abandoned', 'undelivered')),
  failure text,
  attempt integer not null default 1 check (attempt > 0),
  working_until timestamptz,
  finish_reason text,
  input_tokens integer check (input_tokens >= 0),
  output_tokens integer check (output_tokens >= 0),
  first_token_ms integer check (first_token_ms >= 0),
  latency_ms integer check (latency_ms >= 0),
  answer_message_ids bigint[] not null default '{}',
  asked_at timestamptz not null default now(),
  answered_at timestamptz,
  delivered_at timestamptz,
  primary key (user_id, id),
  constraint messages_log_update unique (user_id, update_id),
  foreign key (user_id, conversation_id) references conversations (user_id, id),
  check ((status in ('answered', 'undelivered')) = (answered_at is not null)),
  check ((status = 'pending') = (working_until is not null)),
  check (purse <> 'subscription' or price = 0),
  check (purse <> 'trial' or price = 1)
);
create index messages_log_conversation on messages_log (user_id, conversation_id, id);
create index messages_log_pending on messages_log (working_until) where status = 'pending';
create index messages_log_day on messages_log (user_id, asked_at);
create index messages_log_trial on messages_log (user_id) where purse = 'trial';

-- The ledger. Entries are only added; each says what the balance is after it, and moves the balance
-- itself: the balance is the sum of the entries because nothing else can change it.
create table credit_entries (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  delta integer not null check (delta <> 0),
  balance_after integer not null check (balance_after >= 0),
  kind text not null check (kind in ('hold', 'release', 'purchase', 'refund', 'adjustment')),
  reason text not null check (reason <> ''),
  question_id bigint,
  transaction_id bigint,
  idempotency_key text not null check (length(idempotency_key) between 1 and 200),
  created_at timestamptz not null default now(),
  primary key (user_id, id),
  constraint credit_entries_key unique (user_id, idempotency_key),
  foreign key (user_id, question_id) references messages_log (user_id, id),
  foreign key (user_id, transaction_id) references transactions (user_id, id),
  check ((kind in ('hold', 'release')) = (question_id is not null)),
  check ((kind in ('purchase', 'refund')) = (transaction_id is not null)),
  check (kind not in ('hold', 'refund') or delta < 0),
  check (kind not in ('release', 'purchase') or delta > 0)
);
create index credit_entries_of_question on credit_entries (user_id, question_id) where question_id is not null;
create index credit_entries_of_transaction on credit_entries (user_id, transaction_id) where transaction_id is not null;

create function credit_entries_move_balance() returns trigger language plpgsql as $$
begin
  update users set credits = new.balance_after, updated_at = now()
    where telegram_id = new.user_id and credits + new.delta = new.balance_after;
  if not found then
    raise exception 'entry % of user % does not follow from the balance', new.idempotency_key, new.user_id
      using errcode = 'integrity_constraint_violation', constraint = 'credit_entries_follow_balance';
  end if;
  return null;
end $$;
create trigger credit_entries_move_balance after insert on credit_entries
  for each row execute function credit_entries_move_balance();

create function credit_entries_are_only_added() returns trigger language plpgsql as $$
begin
  raise exception 'entries of the ledger are only added' using errcode = 'integrity_constraint_violation';
end $$;
create trigger credit_entries_are_only_added before update or delete on credit_entries
  for each row execute function credit_entries_are_only_added();
create trigger credit_entries_are_not_truncated before truncate on credit_entries
  for each statement execute function credit_entries_are_only_added();

-- The balance moves only through an entry: a direct update is refused, because it is not inside the ledger's trigger.
create function users_credits_move_by_entries() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'the balance of user % moves only through an entry of the ledger', new.telegram_id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger users_credits_move_by_entries before update of credits on users
  for each row when (old.credits is distinct from new.credits) execute function users_credits_move_by_entries();
create function users_start_without_credits() returns trigger language plpgsql as $$
begin
  raise exception 'a new user has no credits; grant them by an entry' using errcode = 'integrity_constraint_violation';
end $$;
create trigger users_start_without_credits before insert on users
  for each row when (new.credits <> 0) execute function users_start_without_credits();

-- Charged exactly once or not at all, checked when a transaction commits: an open or answered question has taken its
-- price from its purse, every other has given it back.
create function messages_log_charged_once() returns trigger language plpgsql as $$
declare
  question messages_log;
  taken bigint;
  owed bigint;
begin
  select * into question from messages_log where user_id = new.user_id and id = new.id;
  if question.purse = 'credits' then
    select -coalesce(sum(delta), 0) into taken from credit_entries where user_id = new.user_id and question_id = new.id;
    owed := case when question.status in ('pending', 'answered') then question.price else 0 end;
  elsif question.purse = 'trial' then
    select coalesce(max(used), 0) into taken from trials where user_id = new.user_id;
    select count(*) into owed from messages_log
      where user_id = new.user_id and purse = 'trial' and status in ('pending', 'answered');
  end if;
  if taken is distinct from owed then
    raise exception 'question % of user % is % but its purse (%) has taken % of %',
      new.id, new.user_id, question.status, question.purse, taken, owed
      using errcode = 'integrity_constraint_violation', constraint = 'messages_log_charged_once';
  end if;
  return null;
end $$;
create constraint trigger messages_log_charged_once after insert or update of status, purse, price on messages_log
  deferrable initially deferred for each row execute function messages_log_charged_once();

-- What happened, for the owner: partitioned by month, so that old months are dropped and not deleted row by row.
create table events (
  id bigint generated always as identity,
  at timestamptz not null default now(),
  level text not null check (level in ('info', 'warn', 'error')),
  kind text not null,
  user_id bigint,
  data jsonb not null default '{}'
) partition by range (at);
create table events_default partition of events default;
create index events_by_user on events (user_id, at);
create index events_by_kind on events (kind, at);

-- Makes the partitions of this month and of the months ahead, as far as they are missing. Months are UTC months.
create function keep_event_partitions(months_ahead integer) returns void language plpgsql as $$
declare
  month timestamp := date_trunc('month', now() at time zone 'UTC');
begin
  for n in 0..months_ahead loop
    execute format(
      'create table if not exists %I partition of events for values from (%L) to (%L)',
      'events_' || to_char(month, 'YYYY_MM'), month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    month := month + interval '1 month';
  end loop;
end $$;
select keep_event_partitions(2);

-- Drops the months that ended longer ago than `keep_months`; names them.
create function drop_event_partitions(keep_months integer) returns setof text language plpgsql as $$
declare
  partition_name text;
begin
  for partition_name in
    select relname::text from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'events'::regclass and relname ~ '^events_\d{4}_\d{2}$'
      and relname < 'events_' || to_char((now() at time zone 'UTC') - make_interval(months => keep_months), 'YYYY_MM')
  loop
    execute format('drop table %I', partition_name);
    return next partition_name;
  end loop;
end $$;
