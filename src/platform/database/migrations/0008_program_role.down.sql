grant execute on function keep_event_partitions(integer), drop_event_partitions(integer) to public;
alter function keep_event_partitions(integer) security invoker reset search_path;
alter function drop_event_partitions(integer) security invoker reset search_path;
drop schema pgboss cascade;
