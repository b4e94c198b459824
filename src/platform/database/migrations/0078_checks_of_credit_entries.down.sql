do $$ begin
  alter table credit_entries
    drop constraint credit_entries_amounts,
    drop constraint credit_entries_cause,
    drop constraint credit_entries_words;
  alter table credit_entries add constraint credit_entries_balance_after_check check ((balance_after >= 0));
  alter table credit_entries add constraint credit_entries_check1 check (((kind = ANY (ARRAY['purchase'::text, 'refund'::text])) = (transaction_id IS NOT NULL)));
  alter table credit_entries add constraint credit_entries_check2 check (((kind <> ALL (ARRAY['hold'::text, 'refund'::text])) OR (delta < 0)));
  alter table credit_entries add constraint credit_entries_check3 check (((kind <> ALL (ARRAY['release'::text, 'purchase'::text])) OR (delta > 0)));
  alter table credit_entries add constraint credit_entries_delta_check check ((delta <> 0));
  alter table credit_entries add constraint credit_entries_idempotency_key_check check (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
  alter table credit_entries add constraint credit_entries_kind_check check ((kind = ANY (ARRAY['hold'::text, 'release'::text, 'purchase'::text, 'refund'::text, 'adjustment'::text, 'promo'::text, 'campaign'::text, 'gift'::text, 'referral'::text, 'undone'::text])));
  alter table credit_entries add constraint credit_entries_reason_check check ((reason <> ''::text));
  alter table credit_entries add constraint credit_entries_reward check (((kind <> ALL (ARRAY['promo'::text, 'campaign'::text, 'gift'::text, 'referral'::text])) OR (delta > 0)));
  alter table credit_entries add constraint credit_entries_undone check (((kind <> 'undone'::text) OR (delta < 0)));
  alter table credit_entries add constraint credit_entries_work check (((kind = ANY (ARRAY['hold'::text, 'release'::text])) = ((question_id IS NOT NULL) OR (idempotency_key ~~ 'voice:%'::text) OR (idempotency_key ~~ 'image:%'::text))));
end $$;
