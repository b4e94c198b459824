drop index messages_log_texts;
