alter table dead_updates add column notice text, add column notice_at timestamptz not null default clock_timestamp();
create index dead_updates_notices on dead_updates (notice_at) where notice is not null;
drop table outbox;
