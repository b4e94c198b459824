-- Reads all rows, but people may write meanwhile.
alter table messages_log
  validate constraint messages_log_amounts,
  validate constraint messages_log_words,
  validate constraint messages_log_whole;
alter table credit_entries
  validate constraint credit_entries_amounts,
  validate constraint credit_entries_cause,
  validate constraint credit_entries_words;
alter table costs
  validate constraint costs_amounts,
  validate constraint costs_whole;
