-- When a trial was used up, and what people were reminded of.
alter table trials add column used_up_at timestamptz;

create function note_trial_used_up() returns trigger language plpgsql as $$
begin
  new.used_up_at := case when new.used >= new.granted then now() end;
  return new;
end $$;

-- An answer that fails gives its message back, and a trial can grow: then it is not used up any more.
create trigger trials_used_up before update on trials for each row
  when ((old.used >= old.granted) is distinct from (new.used >= new.granted))
  execute function note_trial_used_up();

create index trials_used_up_at on trials (used_up_at) where used_up_at is not null;

create table win_backs (
  user_id bigint not null references users (telegram_id),
  id bigint generated always as identity,
  rule text not null check (rule in ('trial_used_up', 'plan_lapsed_3', 'plan_lapsed_14', 'low_balance')),
  -- What it was about: the same is not written twice.
  occasion text not null check (occasion <> ''),
  -- Of those who were chosen not to hear of it, to compare with.
  held_out boolean not null,
  at timestamptz not null default now(),
  primary key (user_id, id),
  constraint win_backs_occasion unique (user_id, rule, occasion)
);
create index win_backs_at on win_backs (at);
