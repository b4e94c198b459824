-- Pictures that people have made: what they wish for, and each picture that was made of a wish.
create table image_wishes (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  -- The update that brought it.
  update_id bigint not null,
  prompt text not null,
  -- The picture that is to be changed, as Telegram knows it; null: a new one.
  source_file_id text,
  asked_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (user_id, update_id)
);
create table images (
  user_id bigint not null,
  id bigint generated always as identity,
  wish_id bigint not null,
  -- The update that ordered it.
  update_id bigint not null,
  product text not null,
  -- Something is reserved for it while it is pending or made.
  status text not null check (status in ('pending', 'made', 'sent', 'released')),
  failure text,
  working_until timestamptz,
  purse text not null check (purse in ('subscription', 'trial', 'credits')),
  price integer not null check (price >= 0),
  made_by text,
  media_type text,
  -- Kept until Telegram has it, and for a while as the file that a person may ask for.
  data bytea,
  file_id text,
  document_file_id text,
  asked_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (user_id, update_id),
  foreign key (user_id, wish_id) references image_wishes (user_id, id),
  constraint images_worked_on check ((status = 'pending') = (working_until is not null)),
  constraint images_made check (status <> 'made' or data is not null),
  constraint images_sent check (status = 'sent' or file_id is null),
  constraint images_released check (status <> 'released' or failure is not null)
);
-- One at a time.
create unique index images_being_made on images (user_id) where status = 'pending';
create index images_of_person on images (user_id, asked_at);
create index images_held on images (asked_at) where status in ('pending', 'made') or data is not null;
create index images_asked on images (asked_at) where status = 'sent';

alter table credit_entries
  drop constraint credit_entries_work,
  add constraint credit_entries_work check ((kind in ('hold', 'release')) =
    (question_id is not null or idempotency_key like 'voice:%' or idempotency_key like 'image:%'));

-- A picture has taken its price once, and nothing when that was given back.
create function images_charged_once() returns trigger language plpgsql as $$
declare
  image images;
  taken bigint;
  owed bigint;
begin
  select * into image from images where user_id = new.user_id and id = new.id;
  select -coalesce(sum(delta), 0) into taken from credit_entries
    where user_id = new.user_id and idempotency_key like 'image:' || new.id || ':%';
  owed := case when image.purse = 'credits' and image.status <> 'released' then image.price else 0 end;
  if taken is distinct from owed then
    raise exception 'picture % of user % is % but has taken % credits of %', new.id, new.user_id, image.status, taken, owed
      using errcode = 'integrity_constraint_violation', constraint = 'images_charged_once';
  end if;
  return null;
end $$;
create constraint trigger images_charged_once after insert or update of status, purse, price on images
  deferrable initially deferred for each row execute function images_charged_once();

-- Pictures take their price from the allowance of the day too.
create or replace view means as
  select u.telegram_id, u.credits, u.settings ->> 'model' as chosen_model, t.granted, t.used,
    ahead.periods, u.paid_until, u.paid_until is not null as had_subscription,
    coalesce(renewal.state = 'renewing', false) as renews, renewal.plan as renewed_plan, renewal.expires_at as renews_at,
    renewal.charge_id, renewal.invoice_payload,
    coalesce(today.questions, 0) as questions_today, coalesce(today.credits, 0) as credits_today,
    t.rest, t.rest_at
  from users u
  left join trials t on t.user_id = u.telegram_id
  left join lateral (
    -- The first of them is running now.
    select jsonb_agg(jsonb_build_object('plan', plan, 'endsAt', ends_at, 'byQuestions', by_questions) order by id) as periods
    from subscriptions where user_id = u.telegram_id and ends_at > now() and ends_at > starts_at
  ) ahead on u.paid_until > now()
  left join lateral (
    -- What is reserved counts; what was given back does not.
    select count(*) as questions, coalesce(sum(price), 0) + coalesce((
      select sum(v.price) from voice_answers v
      where v.user_id = u.telegram_id and v.asked_at >= date_trunc('day', now(), 'UTC')
        and v.purse = 'subscription' and v.status <> 'released'), 0) + coalesce((
      select sum(i.price) from images i
      where i.user_id = u.telegram_id and i.asked_at >= date_trunc('day', now(), 'UTC')
        and i.purse = 'subscription' and i.status <> 'released'), 0) as credits
    from messages_log
    where user_id = u.telegram_id and asked_at >= date_trunc('day', now(), 'UTC')
      and purse = 'subscription' and status in ('pending', 'answered')
  ) today on ahead.periods is not null
  left join lateral (
    select state, plan, expires_at, charge_id, r.invoice_payload from renewals r
    where user_id = u.telegram_id and (state = 'renewing' and expires_at > now() - interval '1 day' or state = 'canceled' and expires_at > now())
    order by state = 'renewing' desc, expires_at desc limit 1
  ) renewal on u.paid_until > now();

-- Without a name for a person who has deleted their data meanwhile.
create or replace function record_costs(of_user bigint, of_kind text, of_work bigint, of_attempt integer, of_purse text, tries jsonb, ends boolean)
  returns void language plpgsql volatile as $$
declare
  hold budget_holds;
  counts_on date := (now() at time zone 'UTC')::date;
  total bigint := 0;
  person bigint := of_user;
  period budget_periods;
  mark integer;
begin
  if ends then
    delete from budget_holds where work_kind = of_kind and work_id = of_work returning * into hold;
  else
    select * into hold from budget_holds where work_kind = of_kind and work_id = of_work;
    -- A person who has deleted their data meanwhile is named no longer.
    if (of_kind = 'question' and exists (select from messages_log where user_id = of_user and id = of_work and question is null))
      or (of_kind = 'transcription' and not exists (select from attachments where user_id = of_user and id = of_work))
      or (of_kind = 'voice' and exists (
        select from voice_answers v join messages_log m on m.user_id = v.user_id and m.id = v.question_id
        where v.user_id = of_user and v.id = of_work and m.question is null))
      or (of_kind = 'image' and exists (
        select from images i join image_wishes w on w.user_id = i.user_id and w.id = i.wish_id
        where i.user_id = of_user and i.id = of_work and w.prompt = '')) then
      person := null;
    end if;
  end if;
  counts_on := coalesce(hold.day, counts_on);
  if jsonb_array_length(tries) > 0 then
    with added as (
      insert into costs (user_id, work_kind, work_id, attempt, try, day, purse, plan, model, provider_model, outcome, input_tokens,
        cached_input_tokens, output_tokens, reasoning_tokens, audio_seconds, characters, pictures, searches, estimated, micro_dollars, price)
      select person, of_kind, of_work, of_attempt, t.try, counts_on, of_purse,
        case when of_purse = 'subscription' then (
          select plan from subscriptions where user_id = of_user and starts_at <= now() order by starts_at desc limit 1) end,
        t.model, t.provider_model, t.outcome, t.input_tokens, t.cached_input_tokens, t.output_tokens, t.reasoning_tokens,
        coalesce(t.audio_seconds, 0), coalesce(t.characters, 0), coalesce(t.pictures, 0), coalesce(t.searches, 0), t.estimated, t.micro_dollars, t.price
      from jsonb_to_recordset(tries) as t (try integer, model text, provider_model text, outcome text, input_tokens bigint,
        cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint, audio_seconds integer, characters integer, pictures integer, searches integer, estimated boolean, micro_dollars bigint, price jsonb)
      on conflict on constraint costs_once do nothing
      returning micro_dollars
    )
    select coalesce(sum(micro_dollars), 0) into total from added;
  end if;
  if (hold.work_id is null or not ends) and total = 0 then
    return;
  end if;
  for period in select * from lock_budgets(of_user, of_purse, counts_on) loop
    period.spent := period.spent + total;
    mark := case
      when not coalesce(period.budget = any (hold.budgets), false) then 0
      when period.spent >= period.limit_micro_dollars then 100
      when period.spent >= period.limit_micro_dollars * 0.8 then 80
      when period.spent >= period.limit_micro_dollars * 0.5 then 50
      else 0 end;
    update budget_periods p set spent = period.spent, reached_percent = greatest(reached_percent, mark),
      reserved = reserved - case when ends and period.budget = any (hold.budgets) then hold.micro_dollars else 0 end
    where p.budget = period.budget and p.starts_on = period.starts_on and p.user_id = period.user_id;
  end loop;
end $$;
