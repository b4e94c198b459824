-- What people show, say and send with a question: what was found out about it is kept, the file itself is not.
create table attachments (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  -- The Telegram update it came with, and its place there.
  update_id bigint not null,
  position integer not null check (position >= 0),
  question_id bigint,
  sent_as text not null check (sent_as in ('image', 'audio', 'file')),
  file_id text not null,
  file_unique_id text not null,
  name text,
  -- Whether the person has passed it on: what is said in it are another's words.
  forwarded boolean not null default false,
  state text not null default 'new' check (state in ('new', 'read', 'unreadable')),
  problem text,
  kind text check (kind in ('picture', 'speech', 'document')),
  bytes integer check (bytes >= 0),
  pages integer check (pages >= 0),
  words integer check (words >= 0),
  seconds integer check (seconds >= 0),
  media_type text,
  -- Of a document the text of each page, of speech what was said.
  texts text[],
  -- How many tokens each of these texts has.
  tokens integer[],
  -- The size of each picture: of a scan, of each page.
  pictures jsonb not null default '[]',
  from_page integer check (from_page > 0),
  to_page integer check (to_page >= from_page),
  created_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (user_id, update_id, position),
  foreign key (user_id, question_id) references messages_log (user_id, id),
  constraint attachments_read check ((state = 'read') = (kind is not null)),
  constraint attachments_unreadable check ((state = 'unreadable') = (problem is not null))
);
create index attachments_question on attachments (user_id, question_id) where question_id is not null;
create index attachments_file on attachments (user_id, file_unique_id);
create index attachments_unasked on attachments (created_at) where question_id is null;

-- Pictures made ready for models, until their question has its outcome.
create table prepared_pictures (
  user_id bigint not null,
  attachment_id bigint not null,
  position integer not null,
  data bytea not null,
  prepared_at timestamptz not null default now(),
  primary key (user_id, attachment_id, position),
  foreign key (user_id, attachment_id) references attachments (user_id, id) on delete cascade
);
create index prepared_pictures_age on prepared_pictures (prepared_at);

alter table messages_log
  -- What was said in its voice messages.
  add column heard text,
  add column transcript_only boolean not null default false,
  -- How many files came with it.
  add column attached integer not null default 0 check (attached >= 0),
  -- The room for files that its price pays for beyond that of a usual question.
  add column extra_tokens integer not null default 0 check (extra_tokens >= 0),
  drop constraint messages_log_check3,
  add constraint messages_log_trial_price check (purse <> 'trial' or price >= 1);

-- A voice message that waits may be wanted in writing only.
alter table waiting_questions add column transcript_only boolean not null default false;

-- Questions whose price has been told: several at once, each with a button of its own, and until when that price counts.
create table quotations (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  update_id bigint not null,
  question text not null,
  about text,
  about_id bigint,
  quoted text,
  transcript_only boolean not null default false,
  valid_until timestamptz not null,
  asked_at timestamptz not null default now(),
  primary key (user_id, update_id),
  foreign key (user_id, about_id) references messages_log (user_id, id)
);
create index quotations_age on quotations (asked_at);

-- A trial question takes as many trial messages as its price says.
create or replace function messages_log_charged_once() returns trigger language plpgsql as $$
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
    select coalesce(sum(price), 0) into owed from messages_log
      where user_id = new.user_id and purse = 'trial' and status in ('pending', 'answered');
  end if;
  if taken is distinct from owed then
    raise exception 'question % of user % is % but its purse (%) has taken % of %',
      new.id, new.user_id, question.status, question.purse, taken, owed
      using errcode = 'integrity_constraint_violation', constraint = 'messages_log_charged_once';
  end if;
  return null;
end $$;

-- With the question whose files belong to an exchange: what was asked again has those of the first time.
drop function earlier_exchanges (bigint, bigint, bigint, integer);
create function earlier_exchanges (of_user bigint, of_conversation bigint, before_id bigint, most integer)
returns table (id bigint, question text, answer text, files_of bigint) language sql stable as $$
  select m.id, m.question, m.answer, case when m.attached > 0 then case when m.about = 'again' then m.about_id else m.id end end
  from messages_log m
  where m.user_id = of_user and m.conversation_id = of_conversation and m.id < before_id
    and m.status = 'answered' and m.question is not null and m.answer is not null
    -- In which nothing was said.
    and (m.question <> '' or m.heard is distinct from '')
    and not exists (
      select from messages_log newer
      where newer.user_id = m.user_id and newer.about_id = case when m.about = 'again' then m.about_id else m.id end
        and newer.about = 'again' and newer.id > m.id and newer.id < before_id and newer.status = 'answered'
    )
  order by m.id desc limit most
$$;

-- The cost of what was written down belongs to nobody once the file's row is deleted.
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
    -- Whoever has deleted their data meanwhile is not named any more.
    if (of_kind = 'question' and exists (select from messages_log where user_id = of_user and id = of_work and question is null))
      or (of_kind = 'transcription' and not exists (select from attachments where user_id = of_user and id = of_work)) then
      person := null;
    end if;
  end if;
  counts_on := coalesce(hold.day, counts_on);
  if jsonb_array_length(tries) > 0 then
    with added as (
      insert into costs (user_id, work_kind, work_id, attempt, try, day, purse, plan, model, provider_model, outcome, input_tokens,
        cached_input_tokens, output_tokens, reasoning_tokens, audio_seconds, pictures, searches, estimated, micro_dollars, price)
      select person, of_kind, of_work, of_attempt, t.try, counts_on, of_purse,
        case when of_purse = 'subscription' then (
          select plan from subscriptions where user_id = of_user and starts_at <= now() order by starts_at desc limit 1) end,
        t.model, t.provider_model, t.outcome, t.input_tokens, t.cached_input_tokens, t.output_tokens, t.reasoning_tokens,
        coalesce(t.audio_seconds, 0), coalesce(t.pictures, 0), coalesce(t.searches, 0), t.estimated, t.micro_dollars, t.price
      from jsonb_to_recordset(tries) as t (try integer, model text, provider_model text, outcome text, input_tokens bigint,
        cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint, audio_seconds integer, pictures integer, searches integer, estimated boolean, micro_dollars bigint, price jsonb)
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
