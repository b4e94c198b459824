-- Fewer and shorter, see `0076_checks_of_questions`.
do $$ begin
  alter table costs
    drop constraint costs_attempt_check,
    drop constraint costs_audio_seconds_check,
    drop constraint costs_characters_check,
    drop constraint costs_check,
    drop constraint costs_have_a_price,
    drop constraint costs_input_tokens_check,
    drop constraint costs_micro_dollars_check,
    drop constraint costs_output_tokens_check,
    drop constraint costs_pictures_check,
    drop constraint costs_purse_check,
    drop constraint costs_reasoning_tokens_check,
    drop constraint costs_searches_check,
    drop constraint costs_try_check,
    drop constraint costs_work_kind_check;
  alter table costs add constraint costs_amounts check (least(input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, micro_dollars, audio_seconds, characters, pictures,
      searches, attempt - 1, try - 1) >= 0) not valid;
  alter table costs add constraint costs_whole check (cached_input_tokens <= input_tokens and (price is not null or micro_dollars = 0)
      and purse = any ('{subscription,trial,credits}') and work_kind <> '') not valid;
end $$;
