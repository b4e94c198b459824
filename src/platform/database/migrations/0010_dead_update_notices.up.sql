-- What a person must still be told about an update of theirs that was given up, and when to try next; null: nothing.
-- It is written with the dead update, so a process that dies in between leaves it to the next.
alter table dead_updates add column notice text, add column notice_at timestamptz not null default clock_timestamp();
create index dead_updates_notices on dead_updates (notice_at) where notice is not null;
