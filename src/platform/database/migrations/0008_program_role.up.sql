-- The running programs may be a role that owns nothing of ours (src/database/program-role.ts). What only an owner may do is
-- done for them by these two functions, and the timetable of the worker keeps its tables in a schema of its own.
create schema if not exists pgboss;

alter function keep_event_partitions(integer) security definer set search_path = public, pg_temp;
alter function drop_event_partitions(integer) security definer set search_path = public, pg_temp;
revoke execute on function keep_event_partitions(integer), drop_event_partitions(integer) from public;
