do $$ begin
  alter table costs
    drop constraint costs_amounts,
    drop constraint costs_whole;
  alter table costs add constraint costs_attempt_check check ((attempt > 0));
  alter table costs add constraint costs_audio_seconds_check check ((audio_seconds >= 0));
  alter table costs add constraint costs_characters_check check ((characters >= 0));
  alter table costs add constraint costs_check check (((cached_input_tokens >= 0) AND (cached_input_tokens <= input_tokens)));
  alter table costs add constraint costs_have_a_price check (((price IS NOT NULL) OR (micro_dollars = 0)));
  alter table costs add constraint costs_input_tokens_check check ((input_tokens >= 0));
  alter table costs add constraint costs_micro_dollars_check check ((micro_dollars >= 0));
  alter table costs add constraint costs_output_tokens_check check ((output_tokens >= 0));
  alter table costs add constraint costs_pictures_check check ((pictures >= 0));
  alter table costs add constraint costs_purse_check check ((purse = ANY (ARRAY['subscription'::text, 'trial'::text, 'credits'::text])));
  alter table costs add constraint costs_reasoning_tokens_check check ((reasoning_tokens >= 0));
  alter table costs add constraint costs_searches_check check ((searches >= 0));
  alter table costs add constraint costs_try_check check ((try > 0));
  alter table costs add constraint costs_work_kind_check check ((work_kind <> ''::text));
end $$;
