alter table outbox drop column picture;
drop table consents;
alter table users drop column takes_news, drop column unreachable_since;
