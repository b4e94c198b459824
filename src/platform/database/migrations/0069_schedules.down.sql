drop table schedule_runs;
drop table schedules;
alter table users drop column heard_at;
