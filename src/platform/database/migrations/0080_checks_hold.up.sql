-- Reads all rows, but people may write meanwhile.
do $$ begin
  alter table messages_log validate constraint messages_log_amounts;
  alter table messages_log validate constraint messages_log_words;
  alter table messages_log validate constraint messages_log_whole;
  alter table credit_entries validate constraint credit_entries_amounts;
  alter table credit_entries validate constraint credit_entries_cause;
  alter table credit_entries validate constraint credit_entries_words;
  alter table costs validate constraint costs_amounts;
  alter table costs validate constraint costs_whole;
end $$;
