-- How much of its price is for the owner's tools; those that cost nothing may be asked in any case.
alter table messages_log add column tools_price integer not null default 0 check (tools_price >= 0);
