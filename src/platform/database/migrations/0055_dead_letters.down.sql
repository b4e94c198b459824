drop table programs_at_work;
alter table outbox drop column may_have_arrived;
