drop table events, credit_entries, messages_log, conversations, transactions, subscriptions, trials, users;
drop function drop_event_partitions, keep_event_partitions, users_start_without_credits, users_credits_move_by_entries,
  credit_entries_are_only_added, credit_entries_move_balance, messages_log_charged_once;
