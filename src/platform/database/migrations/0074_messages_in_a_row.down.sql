alter table waiting_questions drop column messages;
