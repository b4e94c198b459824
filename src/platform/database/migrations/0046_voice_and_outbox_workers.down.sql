drop index outbox_workers;
alter table outbox drop column worker;
alter table voice_answers drop column worker;
