-- Fewer and shorter, see `0076_checks_of_questions`; a file each, because no two of these tables may be locked at a time.
do $$ begin
  alter table credit_entries
    drop constraint credit_entries_balance_after_check,
    drop constraint credit_entries_check1,
    drop constraint credit_entries_check2,
    drop constraint credit_entries_check3,
    drop constraint credit_entries_delta_check,
    drop constraint credit_entries_idempotency_key_check,
    drop constraint credit_entries_kind_check,
    drop constraint credit_entries_reason_check,
    drop constraint credit_entries_reward,
    drop constraint credit_entries_undone,
    drop constraint credit_entries_work;
  alter table credit_entries add constraint credit_entries_amounts check (balance_after >= 0 and case
      when kind = any ('{hold,refund,undone}') then delta < 0
      when kind = any ('{release,purchase,promo,campaign,gift,referral}') then delta > 0
      else kind = 'adjustment' and delta <> 0 end) not valid;
  alter table credit_entries add constraint credit_entries_cause check ((kind = any ('{hold,release}')) = (question_id is not null or idempotency_key like any ('{voice:%,image:%}'))
      and (kind = any ('{purchase,refund}')) = (transaction_id is not null)) not valid;
  alter table credit_entries add constraint credit_entries_words check (idempotency_key <> '' and length(idempotency_key) <= 200 and reason <> '') not valid;
end $$;
