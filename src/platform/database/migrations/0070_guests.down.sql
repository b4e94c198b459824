drop index free_questions_guest;
drop table guest_queries;
