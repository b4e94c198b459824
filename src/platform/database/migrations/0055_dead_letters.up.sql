-- A notice that was given up may be sent again by hand only when no call of it can have arrived. Of older rows that is not known.
alter table outbox add column may_have_arrived boolean not null default true;
alter table outbox alter column may_have_arrived set default false;

-- Each backend, bot and worker says here that it is at work.
create table programs_at_work (
  id text primary key,
  program text not null,
  version text not null,
  migration integer not null check (migration >= 0),
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
