drop index dead_updates_notices;
alter table dead_updates drop column notice, drop column notice_at;
