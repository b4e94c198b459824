-- Questions that could follow an answer; null: it came without.
alter table messages_log add column suggestions text[];
