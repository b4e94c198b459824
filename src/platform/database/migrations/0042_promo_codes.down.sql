drop table promo_guesses, promo_uses, promo_codes, promos, discounts, extra_trials;

-- What was given meanwhile keeps its entries, which nothing may change.
alter table credit_entries
  drop constraint credit_entries_undone,
  drop constraint credit_entries_reward,
  drop constraint credit_entries_kind_check,
  add constraint credit_entries_kind_check check (kind in ('hold', 'release', 'purchase', 'refund', 'adjustment')) not valid;
alter table plan_day_entries
  drop constraint plan_day_entries_undone,
  drop constraint plan_day_entries_reward,
  drop constraint plan_day_entries_kind_check,
  add constraint plan_day_entries_kind_check check (kind in ('purchase', 'refund', 'adjustment')) not valid;
do $$ begin
  if not exists (select from credit_entries where kind in ('promo', 'campaign', 'gift', 'referral', 'undone')) then
    alter table credit_entries validate constraint credit_entries_kind_check;
  end if;
  if not exists (select from plan_day_entries where kind in ('promo', 'campaign', 'gift', 'referral', 'undone')) then
    alter table plan_day_entries validate constraint plan_day_entries_kind_check;
  end if;
end $$;
