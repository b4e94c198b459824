-- Texts that may be too old, oldest first.
create index messages_log_texts on messages_log (asked_at) where question is not null or answer is not null;
