alter table messages_log drop column assistant;
alter table conversations
  drop column assistant,
  drop column shown_purse,
  drop column shown_price,
  drop column started_by;
drop table own_assistants;
