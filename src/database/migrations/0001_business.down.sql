drop table events, messages_log, conversations, transactions, credit_entries, subscriptions, trials, users;
drop function keep_event_partitions, users_start_without_credits, users_credits_move_by_entries,
  credit_entries_are_only_added, credit_entries_move_balance;
