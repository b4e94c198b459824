-- PostgreSQL parses and plans every check of a table for each statement that writes to it, whatever columns that writes, and
-- evaluates it for each row. Each answer writes five rows of three tables, so what these must be is said in fewer and shorter
-- checks. They let the same rows pass. What is there already was held to the former ones: it is looked at later
-- (`0080_checks_hold`), where nobody has to wait for it.
-- In a block, because Citus takes no text of several statements about a distributed table.
do $$ begin
  alter table messages_log
    drop constraint messages_log_about_check,
    drop constraint messages_log_about_something,
    drop constraint messages_log_attached_check,
    drop constraint messages_log_attempt_check,
    drop constraint messages_log_check,
    drop constraint messages_log_check1,
    drop constraint messages_log_extra_tokens_check,
    drop constraint messages_log_first_token_ms_check,
    drop constraint messages_log_input_tokens_check,
    drop constraint messages_log_latency_ms_check,
    drop constraint messages_log_output_tokens_check,
    drop constraint messages_log_price_check,
    drop constraint messages_log_purse_check,
    drop constraint messages_log_search_price_check,
    drop constraint messages_log_searches_check,
    drop constraint messages_log_status_check,
    drop constraint messages_log_tools_price_check,
    drop constraint messages_log_trial_price;
  alter table messages_log add constraint messages_log_amounts check (least(price, attached, extra_tokens, search_price, tools_price, searches, input_tokens, output_tokens, first_token_ms,
      latency_ms, attempt - 1) >= 0) not valid;
  alter table messages_log add constraint messages_log_words check (status = any ('{pending,answered,failed,stopped,abandoned,undelivered}') and purse = any ('{subscription,trial,credits}')
      and about = any ('{reply,again,continue,shorter}')) not valid;
  alter table messages_log add constraint messages_log_whole check ((status = 'pending') = (working_until is not null) and (status = any ('{answered,undelivered}')) = (answered_at is not null)
      and (about is null) = (about_id is null) and (purse <> 'trial' or price >= 1)) not valid;
end $$;
