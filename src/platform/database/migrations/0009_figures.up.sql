-- What was asked since a day, for /stats. Rows are written in the order of their times, so a few kilobytes find them.
create index messages_log_asked on messages_log using brin (asked_at) with (pages_per_range = 32);
create index events_errors on events (at) where level = 'error';
