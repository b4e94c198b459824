-- How many messages a waiting question is made of: what is sent in a row before a person may ask is one question.
alter table waiting_questions add column messages integer not null default 1 check (messages > 0);
