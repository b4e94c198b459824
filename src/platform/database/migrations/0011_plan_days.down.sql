-- The shape of 0.1.0: a row for each time that was bought once, and one for each subscription that Telegram renews.
drop view means;
alter table subscriptions rename to new_subscriptions;
alter index subscriptions_pkey rename to new_subscriptions_pkey;
alter sequence subscriptions_id_seq rename to new_subscriptions_id_seq;
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
create table subscription_reminders (
  user_id bigint not null,
  subscription_id bigint not null,
  days_before integer not null check (days_before > 0),
  sent_at timestamptz not null default now(),
  primary key (user_id, subscription_id, days_before),
  foreign key (user_id, subscription_id) references subscriptions (user_id, id)
);

insert into subscriptions (user_id, plan, status, starts_at, ends_at, auto_renew, first_charge_id, invoice_payload, created_at)
  select p.user_id, p.plan,
    case when p.ends_at = p.starts_at then 'refunded' when r.charge_id is null or r.state = 'renewing' then 'active' else 'canceled' end,
    p.starts_at, p.ends_at, coalesce(r.state = 'renewing', false), r.charge_id, coalesce(r.invoice_payload, t.invoice_payload), p.starts_at
  from new_subscriptions p
  join plan_day_entries e on e.user_id = p.user_id and e.id = p.entry_id
  left join transactions t on t.user_id = e.user_id and t.id = e.transaction_id
  left join renewals r on r.user_id = t.user_id and r.charge_id = t.telegram_payment_charge_id
  order by p.id;
-- What Telegram renews ends with the last of its payments.
update subscriptions s set ends_at = greatest(s.ends_at, latest.ends_at)
  from (
    select t.user_id, t.invoice_payload, max(p.ends_at) as ends_at from transactions t
    join plan_day_entries e on e.user_id = t.user_id and e.transaction_id = t.id and e.kind = 'purchase'
    join new_subscriptions p on p.user_id = e.user_id and p.entry_id = e.id
    group by t.user_id, t.invoice_payload
  ) as latest
  where s.first_charge_id is not null and s.user_id = latest.user_id and s.invoice_payload = latest.invoice_payload;
drop table plan_reminders, renewals, new_subscriptions, plan_day_entries;
drop function subscriptions_are_one_chain(), plan_day_entries_move_end(),
  add_plan_days(bigint, text, numeric, text, bigint, text, timestamptz), take_plan_days_back(bigint, bigint, text, timestamptz);
drop trigger users_paid_until_moves_by_entries on users;
drop function users_paid_until_moves_by_entries();
alter table users drop column paid_until;

create view means as
  select u.telegram_id, u.credits, u.settings ->> 'model' as chosen_model, t.granted, t.used,
    s.plan, s.ends_at, s.auto_renew, s.first_charge_id, s.invoice_payload,
    exists (select from subscriptions where user_id = u.telegram_id) as had_subscription,
    case when s.plan is null then 0 else (
      select count(*) from messages_log
      where user_id = u.telegram_id and asked_at >= date_trunc('day', now(), 'UTC')
        and purse = 'subscription' and status in ('pending', 'answered')
    ) end as questions_today
  from users u
  left join trials t on t.user_id = u.telegram_id
  left join lateral (
    select plan, auto_renew, first_charge_id, invoice_payload,
      -- Times bought behind each other are one time for the person.
      (select max(ends_at) from subscriptions where user_id = u.telegram_id and status in ('active', 'canceled')) as ends_at
    from subscriptions
    where user_id = u.telegram_id and status in ('active', 'canceled') and starts_at <= now() and ends_at > now()
    order by auto_renew desc, subscriptions.ends_at desc limit 1
  ) s on true;
