-- What a question refers to: an earlier answer of one's own (`about_id`), or words of somebody's that it replies to.
alter table messages_log
  add column about text check (about in ('reply', 'again', 'continue', 'shorter')),
  add column about_id bigint,
  add column quoted text,
  -- What the person has made of the question since, and the update by which he did so first: asking again is offered once.
  add column edited text,
  add column edit_update_id bigint,
  add constraint messages_log_about foreign key (user_id, about_id) references messages_log (user_id, id),
  add constraint messages_log_about_something check ((about is null) = (about_id is null));
create index messages_log_about on messages_log (user_id, about_id) where about_id is not null;
