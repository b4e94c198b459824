-- Gives each table its place on Citus. Run by the owner of the tables, on the coordinator, after the migrations, and again
-- after an update; see README.md. A test of the usual suite fails when a table has no place here.
\set ON_ERROR_STOP on

begin;

-- The triggers of ledgers and of arms touch rows of the same person only, which are on the same machine.
set local citus.enable_unsafe_triggers = on;
set local client_min_messages = warning;

create function pg_temp.by_person(name regclass, id text default 'user_id') returns void language plpgsql as $$
begin
  if not exists (select from pg_dist_partition where logicalrelid = name and partmethod = 'h') then
    perform create_distributed_table(name, id, colocate_with => case when name = 'users'::regclass then 'default' else 'users' end);
  end if;
end $$;

create function pg_temp.everywhere(name regclass) returns void language plpgsql as $$
begin
  if not exists (select from pg_dist_partition where logicalrelid = name and repmodel = 't') then
    perform create_reference_table(name);
  end if;
end $$;

-- A row on the coordinator cannot refer to one on a worker.
alter table costs drop constraint if exists costs_user_id_fkey;
alter table budget_holds drop constraint if exists budget_holds_user_id_fkey;
alter table broadcast_recipients drop constraint if exists broadcast_recipients_user_id_fkey;
alter table gifts drop constraint if exists gifts_user_id_fkey;
alter table gifts drop constraint if exists gifts_claimed_by_fkey;
alter table gifts drop constraint if exists gifts_user_id_transaction_id_fkey;
alter table referrers drop constraint if exists referrers_user_id_fkey;
alter table referrals drop constraint if exists referrals_user_id_fkey;
alter table referrals drop constraint if exists referrals_inviter_id_fkey;
alter table referrals drop constraint if exists referrals_user_id_transaction_id_fkey;

-- What refers to a table that is everywhere must lie on the workers before; these come back below.
alter table promo_uses drop constraint if exists promo_uses_promo_id_fkey;
alter table campaign_bonuses drop constraint if exists campaign_bonuses_campaign_fkey;
alter table experiment_arms drop constraint if exists experiment_arms_experiment_id_fkey;

-- Everywhere: small, seldom written, read together with rows of a person.
select pg_temp.everywhere('roles');
select pg_temp.everywhere('campaigns');
select pg_temp.everywhere('promos');
select pg_temp.everywhere('promo_codes');
select pg_temp.everywhere('experiments');
select pg_temp.everywhere('experiment_figures');

-- By the person. What a table refers to comes before it.
select pg_temp.by_person('users', 'telegram_id');
select pg_temp.by_person('trials');
select pg_temp.by_person('experiment_arms');
select pg_temp.by_person('starts');
select pg_temp.by_person('consents');
select pg_temp.by_person('win_backs');
select pg_temp.by_person('extra_trials');
select pg_temp.by_person('free_questions');
select pg_temp.by_person('promo_uses');
select pg_temp.by_person('promo_guesses');
select pg_temp.by_person('campaign_bonuses');
select pg_temp.by_person('plan_reminders');
select pg_temp.by_person('renewals');
select pg_temp.by_person('support_requests');
select pg_temp.by_person('transactions');
select pg_temp.by_person('discounts');
select pg_temp.by_person('plan_day_entries');
select pg_temp.by_person('subscriptions');
select pg_temp.by_person('own_assistants');
select pg_temp.by_person('conversations');
select pg_temp.by_person('messages_log');
select pg_temp.by_person('attachments');
select pg_temp.by_person('prepared_pictures');
select pg_temp.by_person('quotations');
select pg_temp.by_person('waiting_questions');
select pg_temp.by_person('guest_queries');
select pg_temp.by_person('voice_answers');
select pg_temp.by_person('image_wishes');
select pg_temp.by_person('images');
select pg_temp.by_person('schedules');
select pg_temp.by_person('schedule_runs');
select pg_temp.by_person('memory_facts');
select pg_temp.by_person('memory_readings');
select pg_temp.by_person('credit_entries');

do $$ begin
  alter table promo_uses add constraint promo_uses_promo_id_fkey foreign key (promo_id) references promos (id);
  alter table campaign_bonuses add constraint campaign_bonuses_campaign_fkey foreign key (campaign) references campaigns (name);
  alter table experiment_arms add constraint experiment_arms_experiment_id_fkey
    foreign key (experiment_id) references experiments (id);
end $$;

-- On the coordinator only:
--   inbox, lanes, seen_updates, dead_updates, outbox: they empty themselves
--   costs, budget_periods, budget_holds, free_days, bursts, paused_links, events, daily_figures, growth_figures, month_figures: of everybody together
--   audit_log, cabinet_links, cabinet_openings, cabinet_sessions, daily_reports, role_links, reply_templates: of those who run the service
--   gifts, referrers, referrals: from one person to another
--   catalog_versions, catalog_draft: what is sold
--   setting_versions: what was set in the cabinet
--   segments, broadcasts, broadcast_recipients: a queue of what is said to many
--   payment_differences, reconciliation, watched_models, bot_name, migrations, programs_at_work: of the service itself

commit;
