drop index events_errors;
drop index messages_log_asked;
