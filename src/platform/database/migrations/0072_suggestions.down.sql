alter table messages_log drop column suggestions;
