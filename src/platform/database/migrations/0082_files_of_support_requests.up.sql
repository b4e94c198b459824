-- How many files came with a question; they are at Telegram, and are passed on to the owners.
alter table support_requests add column files smallint not null default 0;
