do $$ begin
  alter table messages_log
    drop constraint messages_log_amounts,
    drop constraint messages_log_words,
    drop constraint messages_log_whole;
  alter table messages_log add constraint messages_log_about_check check ((about = ANY (ARRAY['reply'::text, 'again'::text, 'continue'::text, 'shorter'::text])));
  alter table messages_log add constraint messages_log_about_something check (((about IS NULL) = (about_id IS NULL)));
  alter table messages_log add constraint messages_log_attached_check check ((attached >= 0));
  alter table messages_log add constraint messages_log_attempt_check check ((attempt > 0));
  alter table messages_log add constraint messages_log_check check (((status = ANY (ARRAY['answered'::text, 'undelivered'::text])) = (answered_at IS NOT NULL)));
  alter table messages_log add constraint messages_log_check1 check (((status = 'pending'::text) = (working_until IS NOT NULL)));
  alter table messages_log add constraint messages_log_extra_tokens_check check ((extra_tokens >= 0));
  alter table messages_log add constraint messages_log_first_token_ms_check check ((first_token_ms >= 0));
  alter table messages_log add constraint messages_log_input_tokens_check check ((input_tokens >= 0));
  alter table messages_log add constraint messages_log_latency_ms_check check ((latency_ms >= 0));
  alter table messages_log add constraint messages_log_output_tokens_check check ((output_tokens >= 0));
  alter table messages_log add constraint messages_log_price_check check ((price >= 0));
  alter table messages_log add constraint messages_log_purse_check check ((purse = ANY (ARRAY['subscription'::text, 'trial'::text, 'credits'::text])));
  alter table messages_log add constraint messages_log_search_price_check check ((search_price >= 0));
  alter table messages_log add constraint messages_log_searches_check check ((searches >= 0));
  alter table messages_log add constraint messages_log_status_check check ((status = ANY (ARRAY['pending'::text, 'answered'::text, 'failed'::text, 'stopped'::text, 'abandoned'::text, 'undelivered'::text])));
  alter table messages_log add constraint messages_log_tools_price_check check ((tools_price >= 0));
  alter table messages_log add constraint messages_log_trial_price check (((purse <> 'trial'::text) OR (price >= 1)));
end $$;
