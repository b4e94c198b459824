-- The schema as all migrations make it. Written by `npm run schema`; a test compares it with the database.

create table attachments (
  user_id bigint not null,
  id bigint not null generated always as identity,
  update_id bigint not null,
  "position" integer not null,
  question_id bigint,
  sent_as text not null,
  file_id text not null,
  file_unique_id text not null,
  name text,
  forwarded boolean not null default false,
  state text not null default 'new'::text,
  problem text,
  kind text,
  bytes integer,
  pages integer,
  words integer,
  seconds integer,
  media_type text,
  texts text[],
  tokens integer[],
  pictures jsonb not null default '[]'::jsonb,
  from_page integer,
  to_page integer,
  created_at timestamp with time zone not null default now(),
  constraint attachments_pkey PRIMARY KEY (user_id, id),
  constraint attachments_bytes_check CHECK ((bytes >= 0)),
  constraint attachments_check CHECK ((to_page >= from_page)),
  constraint attachments_from_page_check CHECK ((from_page > 0)),
  constraint attachments_kind_check CHECK ((kind = ANY (ARRAY['picture'::text, 'speech'::text, 'document'::text]))),
  constraint attachments_pages_check CHECK ((pages >= 0)),
  constraint attachments_position_check CHECK (("position" >= 0)),
  constraint attachments_read CHECK (((state = 'read'::text) = (kind IS NOT NULL))),
  constraint attachments_seconds_check CHECK ((seconds >= 0)),
  constraint attachments_sent_as_check CHECK ((sent_as = ANY (ARRAY['image'::text, 'audio'::text, 'file'::text]))),
  constraint attachments_state_check CHECK ((state = ANY (ARRAY['new'::text, 'read'::text, 'unreadable'::text]))),
  constraint attachments_unreadable CHECK (((state = 'unreadable'::text) = (problem IS NOT NULL))),
  constraint attachments_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint attachments_user_id_question_id_fkey FOREIGN KEY (user_id, question_id) REFERENCES messages_log(user_id, id),
  constraint attachments_user_id_update_id_position_key UNIQUE (user_id, update_id, "position"),
  constraint attachments_words_check CHECK ((words >= 0))
);
CREATE INDEX attachments_file ON attachments USING btree (user_id, file_unique_id);
CREATE INDEX attachments_question ON attachments USING btree (user_id, question_id) WHERE (question_id IS NOT NULL);
CREATE INDEX attachments_unasked ON attachments USING btree (created_at) WHERE (question_id IS NULL);

create table audit_log (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default now(),
  actor_id bigint not null,
  role text not null,
  action text not null,
  subject_id bigint,
  subject text,
  reason text not null,
  before jsonb not null,
  after jsonb not null,
  idempotency_key text not null,
  request bytea not null,
  reply jsonb not null,
  constraint audit_log_pkey PRIMARY KEY (id),
  constraint audit_log_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 128))),
  constraint audit_log_once UNIQUE (actor_id, idempotency_key),
  constraint audit_log_reason_check CHECK ((reason <> ''::text))
);
CREATE INDEX audit_log_of_action ON audit_log USING btree (action, id);
CREATE INDEX audit_log_of_actor ON audit_log USING btree (actor_id, id);
CREATE INDEX audit_log_of_person ON audit_log USING btree (subject_id, id) WHERE (subject_id IS NOT NULL);

create table bot_name (
  number smallint not null default 1,
  username text not null,
  said_at timestamp with time zone not null default now(),
  constraint bot_name_pkey PRIMARY KEY (number),
  constraint bot_name_number_check CHECK ((number = 1))
);

create table broadcast_recipients (
  id bigint not null generated always as identity,
  broadcast_id bigint not null,
  user_id bigint not null,
  language text not null,
  state text not null default 'waiting'::text,
  leased_until timestamp with time zone,
  message_id bigint,
  sent_at timestamp with time zone,
  refused_news boolean not null default false,
  error text,
  constraint broadcast_recipients_pkey PRIMARY KEY (broadcast_id, user_id),
  constraint broadcast_recipients_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id),
  constraint broadcast_recipients_check CHECK (((state = 'sending'::text) = (leased_until IS NOT NULL))),
  constraint broadcast_recipients_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'blocked'::text, 'failed'::text, 'unknown'::text, 'skipped'::text, 'deleted'::text, 'undeletable'::text]))),
  constraint broadcast_recipients_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE INDEX broadcast_recipients_leased ON broadcast_recipients USING btree (leased_until) WHERE (state = 'sending'::text);
CREATE INDEX broadcast_recipients_of_user ON broadcast_recipients USING btree (user_id);
CREATE INDEX broadcast_recipients_waiting ON broadcast_recipients USING btree (broadcast_id, language, user_id) WHERE (state = 'waiting'::text);

create table broadcasts (
  id bigint not null generated always as identity,
  title text not null,
  texts jsonb not null,
  picture bytea,
  picture_file_id text,
  conditions jsonb not null,
  quiet jsonb,
  state text not null default 'draft'::text,
  begins_at timestamp with time zone,
  problem text,
  filled_to bigint not null default 0,
  filled boolean not null default false,
  deleted_to bigint not null default 0,
  sender text,
  sender_until timestamp with time zone,
  not_before timestamp with time zone not null default now(),
  refused_news integer not null default 0,
  figures jsonb,
  created_by bigint not null,
  created_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  revision integer not null default 1,
  constraint broadcasts_pkey PRIMARY KEY (id),
  constraint broadcasts_check CHECK (((state = 'draft'::text) = (begins_at IS NULL))),
  constraint broadcasts_check1 CHECK (((state = ANY (ARRAY['stopped'::text, 'sent'::text, 'deleting'::text, 'deleted'::text])) = (ended_at IS NOT NULL))),
  constraint broadcasts_refused_news_check CHECK ((refused_news >= 0)),
  constraint broadcasts_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'scheduled'::text, 'filling'::text, 'sending'::text, 'paused'::text, 'stopped'::text, 'sent'::text, 'deleting'::text, 'deleted'::text]))),
  constraint broadcasts_title_check CHECK ((title <> ''::text))
);
CREATE INDEX broadcasts_at_work ON broadcasts USING btree (begins_at) WHERE (state = ANY (ARRAY['scheduled'::text, 'filling'::text, 'sending'::text, 'deleting'::text]));

create table budget_holds (
  work_kind text not null,
  work_id bigint not null,
  user_id bigint not null,
  day date not null,
  budgets text[] not null,
  micro_dollars bigint not null,
  constraint budget_holds_pkey PRIMARY KEY (work_kind, work_id),
  constraint budget_holds_micro_dollars_check CHECK ((micro_dollars >= 0)),
  constraint budget_holds_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);

create table budget_periods (
  budget text not null,
  starts_on date not null,
  user_id bigint not null,
  limit_micro_dollars bigint not null,
  action text not null,
  spent bigint not null,
  reserved bigint not null default 0,
  reached_percent integer not null default 0,
  told_percent integer not null default 0,
  constraint budget_periods_pkey PRIMARY KEY (budget, starts_on, user_id),
  constraint budget_periods_action_check CHECK ((action = ANY (ARRAY['cheaper'::text, 'no_trial'::text, 'stop'::text]))),
  constraint budget_periods_budget_check CHECK ((budget = ANY (ARRAY['day'::text, 'month'::text, 'trial_day'::text, 'person_day'::text]))),
  constraint budget_periods_check CHECK (((told_percent >= 0) AND (told_percent <= reached_percent))),
  constraint budget_periods_check1 CHECK (((budget = 'person_day'::text) = (user_id <> 0))),
  constraint budget_periods_limit_micro_dollars_check CHECK ((limit_micro_dollars > 0)),
  constraint budget_periods_reached_percent_check CHECK ((reached_percent = ANY (ARRAY[0, 50, 80, 100]))),
  constraint budget_periods_reserved_check CHECK ((reserved >= 0)),
  constraint budget_periods_spent_check CHECK ((spent >= 0))
);

create table bursts (
  id bigint not null generated always as identity,
  link text not null,
  began_at timestamp with time zone not null,
  last_at timestamp with time zone not null default now(),
  starts integer not null,
  asked integer not null,
  alike integer not null,
  trials integer not null,
  in_steps integer not null,
  constraint bursts_pkey PRIMARY KEY (id),
  constraint bursts_asked_check CHECK ((asked >= 0)),
  constraint bursts_check CHECK (((alike >= 0) AND (alike <= asked))),
  constraint bursts_check1 CHECK (((in_steps >= 0) AND (in_steps <= trials))),
  constraint bursts_starts_check CHECK ((starts > 0)),
  constraint bursts_trials_check CHECK ((trials >= 0))
);
CREATE INDEX bursts_last ON bursts USING btree (last_at DESC);
CREATE INDEX bursts_of_link ON bursts USING btree (link, last_at DESC);

create table cabinet_links (
  digest bytea not null,
  telegram_id bigint not null,
  expires_at timestamp with time zone not null,
  constraint cabinet_links_pkey PRIMARY KEY (digest)
);

create table cabinet_openings (
  digest bytea not null,
  expires_at timestamp with time zone not null,
  constraint cabinet_openings_pkey PRIMARY KEY (digest)
);

create table cabinet_sessions (
  telegram_id bigint not null,
  id bigint not null generated always as identity,
  digest bytea not null,
  client text not null,
  began_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint cabinet_sessions_pkey PRIMARY KEY (telegram_id, id),
  constraint cabinet_sessions_digest_key UNIQUE (digest)
);
CREATE INDEX cabinet_sessions_age ON cabinet_sessions USING btree (expires_at);

create table campaign_bonuses (
  user_id bigint not null,
  campaign text not null,
  given_at timestamp with time zone not null default now(),
  constraint campaign_bonuses_pkey PRIMARY KEY (user_id),
  constraint campaign_bonuses_campaign_fkey FOREIGN KEY (campaign) REFERENCES campaigns(name),
  constraint campaign_bonuses_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);

create table campaigns (
  name text not null,
  cost_micro_dollars bigint not null default 0,
  created_at timestamp with time zone not null default now(),
  bonus jsonb,
  most_bonuses integer not null default 0,
  bonuses integer not null default 0,
  archived_at timestamp with time zone,
  constraint campaigns_pkey PRIMARY KEY (name),
  constraint campaigns_bonus_check CHECK ((jsonb_typeof(bonus) = 'object'::text)),
  constraint campaigns_bonuses_check CHECK ((bonuses >= 0)),
  constraint campaigns_cost_micro_dollars_check CHECK ((cost_micro_dollars >= 0)),
  constraint campaigns_most_bonuses_check CHECK ((most_bonuses >= 0)),
  constraint campaigns_name_check CHECK ((name ~ '^[A-Za-z0-9_-]{1,62}$'::text))
);

create table catalog_draft (
  number smallint not null default 1,
  base integer not null,
  revision integer not null,
  content json not null,
  edited_by bigint not null,
  edited_at timestamp with time zone not null default now(),
  constraint catalog_draft_pkey PRIMARY KEY (number),
  constraint catalog_draft_base_check CHECK ((base >= 0)),
  constraint catalog_draft_number_check CHECK ((number = 1)),
  constraint catalog_draft_revision_check CHECK ((revision > 0))
);

create table catalog_versions (
  version integer not null,
  content json not null,
  published_by bigint,
  reason text not null,
  restored integer,
  published_at timestamp with time zone not null default now(),
  constraint catalog_versions_pkey PRIMARY KEY (version),
  constraint catalog_versions_reason_check CHECK ((reason <> ''::text)),
  constraint catalog_versions_restored_fkey FOREIGN KEY (restored) REFERENCES catalog_versions(version),
  constraint catalog_versions_version_check CHECK ((version > 0))
);

create table consents (
  id bigint not null generated always as identity,
  user_id bigint not null,
  subject text not null,
  given boolean not null,
  version text not null,
  at timestamp with time zone not null default now(),
  how text,
  constraint consents_pkey PRIMARY KEY (user_id, id),
  constraint consents_how_check CHECK ((how <> ''::text)),
  constraint consents_subject_check CHECK ((subject <> ''::text)),
  constraint consents_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint consents_version_check CHECK ((version <> ''::text))
);

create table conversations (
  user_id bigint not null,
  id bigint not null generated always as identity,
  chat_id bigint not null,
  thread_id bigint not null default 0,
  title text,
  started_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  assistant text,
  shown_purse text,
  shown_price integer,
  started_by bigint,
  constraint conversations_pkey PRIMARY KEY (user_id, id),
  constraint conversations_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE INDEX conversations_of_groups ON conversations USING btree (chat_id) WHERE (chat_id < 0);
CREATE UNIQUE INDEX conversations_open ON conversations USING btree (user_id, chat_id, thread_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX conversations_started_by ON conversations USING btree (user_id, started_by) WHERE (started_by IS NOT NULL);

create table costs (
  id bigint not null generated always as identity,
  user_id bigint,
  work_kind text not null,
  work_id bigint not null,
  attempt integer not null,
  try integer not null,
  day date not null,
  purse text not null,
  plan text,
  model text not null,
  provider_model text not null,
  outcome text not null,
  input_tokens bigint not null,
  cached_input_tokens bigint not null,
  output_tokens bigint not null,
  reasoning_tokens bigint not null,
  estimated boolean not null,
  micro_dollars bigint not null,
  price jsonb,
  created_at timestamp with time zone not null default now(),
  audio_seconds integer not null default 0,
  pictures integer not null default 0,
  searches integer not null default 0,
  characters integer not null default 0,
  constraint costs_pkey PRIMARY KEY (id),
  constraint costs_amounts CHECK ((LEAST(input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, micro_dollars, (audio_seconds)::bigint, (characters)::bigint, (pictures)::bigint, (searches)::bigint, ((attempt - 1))::bigint, ((try - 1))::bigint) >= 0)),
  constraint costs_once UNIQUE (work_kind, work_id, attempt, try),
  constraint costs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint costs_whole CHECK (((cached_input_tokens <= input_tokens) AND ((price IS NOT NULL) OR (micro_dollars = 0)) AND (purse = ANY ('{subscription,trial,credits}'::text[])) AND (work_kind <> ''::text)))
);
CREATE INDEX costs_of_day ON costs USING btree (day);
CREATE INDEX costs_of_person ON costs USING btree (user_id, day) WHERE (user_id IS NOT NULL);

create table credit_entries (
  user_id bigint not null,
  id bigint not null generated always as identity,
  delta integer not null,
  balance_after integer not null,
  kind text not null,
  reason text not null,
  question_id bigint,
  transaction_id bigint,
  idempotency_key text not null,
  created_at timestamp with time zone not null default now(),
  constraint credit_entries_pkey PRIMARY KEY (user_id, id),
  constraint credit_entries_amounts CHECK (((balance_after >= 0) AND
CASE
    WHEN (kind = ANY ('{hold,refund,undone}'::text[])) THEN (delta < 0)
    WHEN (kind = ANY ('{release,purchase,promo,campaign,gift,referral}'::text[])) THEN (delta > 0)
    ELSE ((kind = 'adjustment'::text) AND (delta <> 0))
END)),
  constraint credit_entries_cause CHECK ((((kind = ANY ('{hold,release}'::text[])) = ((question_id IS NOT NULL) OR (idempotency_key ~~ ANY ('{voice:%,image:%}'::text[])))) AND ((kind = ANY ('{purchase,refund}'::text[])) = (transaction_id IS NOT NULL)))),
  constraint credit_entries_key UNIQUE (user_id, idempotency_key),
  constraint credit_entries_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint credit_entries_user_id_question_id_fkey FOREIGN KEY (user_id, question_id) REFERENCES messages_log(user_id, id),
  constraint credit_entries_user_id_transaction_id_fkey FOREIGN KEY (user_id, transaction_id) REFERENCES transactions(user_id, id),
  constraint credit_entries_words CHECK (((idempotency_key <> ''::text) AND (length(idempotency_key) <= 200) AND (reason <> ''::text)))
);
CREATE INDEX credit_entries_of_question ON credit_entries USING btree (user_id, question_id) WHERE (question_id IS NOT NULL);
CREATE INDEX credit_entries_of_transaction ON credit_entries USING btree (user_id, transaction_id) WHERE (transaction_id IS NOT NULL);

create table daily_figures (
  day date not null,
  figure text not null,
  by text not null,
  name text not null,
  value bigint not null,
  constraint daily_figures_pkey PRIMARY KEY (day, figure, by, name),
  constraint daily_figures_by_check CHECK ((by = ANY (ARRAY['total'::text, 'plan'::text, 'model'::text]))),
  constraint daily_figures_check CHECK (((by = 'total'::text) = (name = ''::text)))
);

create table daily_reports (
  telegram_id bigint not null,
  hour integer not null,
  time_zone text not null,
  sent_on date,
  constraint daily_reports_pkey PRIMARY KEY (telegram_id),
  constraint daily_reports_hour_check CHECK (((hour >= 0) AND (hour <= 23))),
  constraint daily_reports_telegram_id_check CHECK ((telegram_id > 0))
);

create table dead_updates (
  update_id bigint not null,
  lane text not null,
  payload jsonb not null,
  attempts integer not null,
  error text not null,
  accepted_at timestamp with time zone not null,
  died_at timestamp with time zone not null default now(),
  constraint dead_updates_pkey PRIMARY KEY (update_id)
);

create table discounts (
  user_id bigint not null,
  id bigint not null generated always as identity,
  percent integer not null,
  first_purchase boolean not null,
  idempotency_key text not null,
  given_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  held_by bigint,
  held_until timestamp with time zone,
  spent_by bigint,
  constraint discounts_pkey PRIMARY KEY (user_id, id),
  constraint discounts_check CHECK (((held_by IS NULL) = (held_until IS NULL))),
  constraint discounts_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200))),
  constraint discounts_key UNIQUE (user_id, idempotency_key),
  constraint discounts_percent_check CHECK (((percent >= 1) AND (percent <= 99))),
  constraint discounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint discounts_user_id_held_by_fkey FOREIGN KEY (user_id, held_by) REFERENCES transactions(user_id, id),
  constraint discounts_user_id_spent_by_fkey FOREIGN KEY (user_id, spent_by) REFERENCES transactions(user_id, id)
);
CREATE INDEX discounts_open ON discounts USING btree (user_id) WHERE (spent_by IS NULL);

create table events (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default now(),
  level text not null,
  kind text not null,
  user_id bigint,
  data jsonb not null default '{}'::jsonb,
  constraint events_level_check CHECK ((level = ANY (ARRAY['info'::text, 'warn'::text, 'error'::text])))
) partition by RANGE (at);
CREATE INDEX events_by_kind ON ONLY events USING btree (kind, at);
CREATE INDEX events_by_user ON ONLY events USING btree (user_id, at);
CREATE INDEX events_errors ON ONLY events USING btree (at) WHERE (level = 'error'::text);

create table experiment_arms (
  user_id bigint not null,
  id bigint not null generated always as identity,
  experiment_id bigint not null,
  arm text not null,
  at timestamp with time zone not null default now(),
  constraint experiment_arms_pkey PRIMARY KEY (user_id, experiment_id),
  constraint experiment_arms_arm_check CHECK ((arm = ANY (ARRAY['A'::text, 'B'::text]))),
  constraint experiment_arms_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES experiments(id),
  constraint experiment_arms_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE INDEX experiment_arms_of ON experiment_arms USING btree (experiment_id);

create table experiment_figures (
  experiment_id bigint not null,
  arm text not null,
  people integer not null,
  trials integer not null,
  payers integer not null,
  revenue_micro_dollars bigint not null,
  provider_micro_dollars bigint not null,
  variance double precision,
  counted_at timestamp with time zone not null default now(),
  constraint experiment_figures_pkey PRIMARY KEY (experiment_id, arm),
  constraint experiment_figures_arm_check CHECK ((arm = ANY (ARRAY['A'::text, 'B'::text]))),
  constraint experiment_figures_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES experiments(id),
  constraint experiment_figures_payers_check CHECK ((payers >= 0)),
  constraint experiment_figures_people_check CHECK ((people >= 0)),
  constraint experiment_figures_trials_check CHECK ((trials >= 0)),
  constraint experiment_figures_variance_check CHECK ((variance >= (0)::double precision))
);

create table experiments (
  id bigint not null generated always as identity,
  title text not null,
  subject text not null,
  value jsonb not null,
  usual jsonb,
  percent_b integer not null,
  people_per_arm integer not null,
  most_days integer not null,
  state text not null default 'draft'::text,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  enough_at timestamp with time zone,
  ended_at timestamp with time zone,
  published boolean,
  constraint experiments_pkey PRIMARY KEY (id),
  constraint experiments_check CHECK (((state = 'draft'::text) = (started_at IS NULL))),
  constraint experiments_check1 CHECK (((state = 'draft'::text) = (usual IS NULL))),
  constraint experiments_check2 CHECK (((state = ANY (ARRAY['stopped'::text, 'ended'::text])) = (ended_at IS NOT NULL))),
  constraint experiments_check3 CHECK (((state = 'ended'::text) = (published IS NOT NULL))),
  constraint experiments_check4 CHECK (((state <> 'ended'::text) OR (enough_at IS NOT NULL))),
  constraint experiments_check5 CHECK (((state <> 'stopped'::text) OR (enough_at IS NULL))),
  constraint experiments_most_days_check CHECK ((most_days > 0)),
  constraint experiments_people_per_arm_check CHECK ((people_per_arm > 0)),
  constraint experiments_percent_b_check CHECK (((percent_b >= 1) AND (percent_b <= 99))),
  constraint experiments_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'running'::text, 'stopped'::text, 'ended'::text]))),
  constraint experiments_subject_check CHECK ((subject = ANY (ARRAY['trial_size'::text, 'pack_prices'::text, 'offer_text'::text]))),
  constraint experiments_title_check CHECK (((length(title) >= 1) AND (length(title) <= 80))),
  constraint experiments_usual_check CHECK ((jsonb_typeof(usual) = 'object'::text)),
  constraint experiments_value_check CHECK ((jsonb_typeof(value) = 'object'::text))
);
CREATE UNIQUE INDEX experiments_running ON experiments USING btree (subject) WHERE (state = 'running'::text);

create table extra_trials (
  user_id bigint not null,
  id bigint not null generated always as identity,
  messages integer not null,
  idempotency_key text not null,
  given_at timestamp with time zone not null default now(),
  constraint extra_trials_pkey PRIMARY KEY (user_id, id),
  constraint extra_trials_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200))),
  constraint extra_trials_key UNIQUE (user_id, idempotency_key),
  constraint extra_trials_messages_check CHECK ((messages > 0)),
  constraint extra_trials_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);

create table free_days (
  day date not null,
  scope text not null,
  slot integer not null,
  day_limit integer not null,
  most integer not null,
  used integer not null default 0,
  constraint free_days_pkey PRIMARY KEY (day, scope, slot),
  constraint free_days_day_limit_check CHECK ((day_limit >= 0)),
  constraint free_days_slot_check CHECK ((slot >= 0)),
  constraint free_days_within_limit CHECK (((used >= 0) AND (used <= most)))
);

create table free_questions (
  user_id bigint not null,
  work_kind text not null,
  work_id bigint not null,
  day date not null,
  scopes text[] not null,
  slots integer[] not null,
  messages integer not null,
  constraint free_questions_pkey PRIMARY KEY (user_id, work_kind, work_id),
  constraint free_questions_check CHECK ((cardinality(scopes) = cardinality(slots))),
  constraint free_questions_messages_check CHECK ((messages >= 0)),
  constraint free_questions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE UNIQUE INDEX free_questions_guest ON free_questions USING btree (user_id, day) WHERE (('guests'::text = ANY (scopes)) AND (messages > 0));

create table gifts (
  user_id bigint not null,
  id bigint not null generated always as identity,
  transaction_id bigint not null,
  token text not null,
  product jsonb not null,
  state text not null default 'open'::text,
  claimed_by bigint,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint gifts_pkey PRIMARY KEY (user_id, id),
  constraint gifts_check CHECK (((state = 'open'::text) = (ended_at IS NULL))),
  constraint gifts_check1 CHECK (((state <> ALL (ARRAY['claimed'::text, 'returned'::text])) OR (claimed_by IS NOT NULL))),
  constraint gifts_check2 CHECK (((state <> 'open'::text) OR (claimed_by IS NULL))),
  constraint gifts_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES users(telegram_id),
  constraint gifts_product_check CHECK ((jsonb_typeof(product) = 'object'::text)),
  constraint gifts_state_check CHECK ((state = ANY (ARRAY['open'::text, 'claimed'::text, 'returned'::text, 'void'::text]))),
  constraint gifts_token_check CHECK (((length(token) >= 16) AND (length(token) <= 62))),
  constraint gifts_transaction UNIQUE (user_id, transaction_id),
  constraint gifts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint gifts_user_id_transaction_id_fkey FOREIGN KEY (user_id, transaction_id) REFERENCES transactions(user_id, id)
);
CREATE INDEX gifts_of_receiver ON gifts USING btree (claimed_by) WHERE (claimed_by IS NOT NULL);
CREATE INDEX gifts_open ON gifts USING btree (expires_at) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX gifts_token ON gifts USING btree (token);

create table growth_figures (
  day date not null,
  week date not null,
  campaign text not null,
  figure text not null,
  value bigint not null,
  constraint growth_figures_pkey PRIMARY KEY (day, week, campaign, figure),
  constraint growth_figures_check CHECK ((day >= week)),
  constraint growth_figures_figure_check CHECK ((figure = ANY (ARRAY['came'::text, 'trial'::text, 'answered'::text, 'paid'::text, 'paid_again'::text, 'asked'::text, 'stars'::text, 'revenue'::text, 'provider'::text]))),
  constraint growth_figures_week_check CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
);

create table guest_queries (
  user_id bigint not null,
  id bigint not null generated always as identity,
  update_id bigint not null,
  inline_message_id text,
  asked_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint guest_queries_pkey PRIMARY KEY (user_id, id),
  constraint guest_queries_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint guest_queries_user_id_update_id_key UNIQUE (user_id, update_id)
);
CREATE INDEX guest_queries_open ON guest_queries USING btree (asked_at) WHERE (ended_at IS NULL);

create table image_wishes (
  user_id bigint not null,
  id bigint not null generated always as identity,
  update_id bigint not null,
  prompt text not null,
  source_file_id text,
  asked_at timestamp with time zone not null default now(),
  constraint image_wishes_pkey PRIMARY KEY (user_id, id),
  constraint image_wishes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint image_wishes_user_id_update_id_key UNIQUE (user_id, update_id)
);

create table images (
  user_id bigint not null,
  id bigint not null generated always as identity,
  wish_id bigint not null,
  update_id bigint not null,
  product text not null,
  status text not null,
  failure text,
  working_until timestamp with time zone,
  purse text not null,
  price integer not null,
  made_by text,
  media_type text,
  data bytea,
  file_id text,
  document_file_id text,
  asked_at timestamp with time zone not null default now(),
  constraint images_pkey PRIMARY KEY (user_id, id),
  constraint images_made CHECK (((status <> 'made'::text) OR (data IS NOT NULL))),
  constraint images_price_check CHECK ((price >= 0)),
  constraint images_purse_check CHECK ((purse = ANY (ARRAY['subscription'::text, 'trial'::text, 'credits'::text]))),
  constraint images_released CHECK (((status <> 'released'::text) OR (failure IS NOT NULL))),
  constraint images_sent CHECK (((status = 'sent'::text) OR (file_id IS NULL))),
  constraint images_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'made'::text, 'sent'::text, 'released'::text]))),
  constraint images_user_id_update_id_key UNIQUE (user_id, update_id),
  constraint images_user_id_wish_id_fkey FOREIGN KEY (user_id, wish_id) REFERENCES image_wishes(user_id, id),
  constraint images_worked_on CHECK (((status = 'pending'::text) = (working_until IS NOT NULL)))
);
CREATE INDEX images_asked ON images USING btree (asked_at) WHERE (status = 'sent'::text);
CREATE UNIQUE INDEX images_being_made ON images USING btree (user_id) WHERE (status = 'pending'::text);
CREATE INDEX images_held ON images USING btree (asked_at) WHERE ((status = ANY (ARRAY['pending'::text, 'made'::text])) OR (data IS NOT NULL));
CREATE INDEX images_of_person ON images USING btree (user_id, asked_at);

create table inbox (
  seq bigint not null generated always as identity,
  update_id bigint not null,
  lane text not null,
  payload jsonb not null,
  accepted_at timestamp with time zone not null default now(),
  constraint inbox_pkey PRIMARY KEY (seq),
  constraint inbox_update_id_key UNIQUE (update_id)
);
CREATE INDEX inbox_lane ON inbox USING btree (lane, seq);

create table lanes (
  lane text not null,
  kind text not null,
  waiting integer not null,
  ready_at timestamp with time zone not null,
  attempts integer not null default 0,
  fence bigint not null default 0,
  owner text,
  constraint lanes_pkey PRIMARY KEY (lane),
  constraint lanes_attempts_check CHECK ((attempts >= 0)),
  constraint lanes_check CHECK (((waiting > 0) OR ((ready_at = 'infinity'::timestamp with time zone) AND (owner IS NULL)))),
  constraint lanes_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'button'::text, 'urgent'::text]))),
  constraint lanes_waiting_check CHECK ((waiting >= 0))
);
CREATE INDEX lanes_owner ON lanes USING btree (owner) WHERE (owner IS NOT NULL);
CREATE INDEX lanes_ready ON lanes USING btree (kind, ready_at);

create table memory_facts (
  user_id bigint not null,
  id bigint not null generated always as identity,
  fact text not null,
  key text not null,
  update_id bigint,
  created_at timestamp with time zone not null default now(),
  constraint memory_facts_pkey PRIMARY KEY (user_id, id),
  constraint memory_facts_fact_check CHECK (((fact <> ''::text) AND (length(fact) <= 200))),
  constraint memory_facts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint memory_facts_user_id_key_key UNIQUE (user_id, key),
  constraint memory_facts_user_id_update_id_key UNIQUE (user_id, update_id)
);

create table memory_readings (
  user_id bigint not null,
  id bigint not null generated always as identity,
  conversation_id bigint not null,
  last_question_id bigint not null,
  state text not null default 'waiting'::text,
  asked_at timestamp with time zone,
  micro_dollars bigint not null default 0,
  created_at timestamp with time zone not null default now(),
  constraint memory_readings_pkey PRIMARY KEY (user_id, id),
  constraint memory_readings_asked_at CHECK (((state = ANY (ARRAY['asked'::text, 'read'::text])) = (asked_at IS NOT NULL))),
  constraint memory_readings_micro_dollars_check CHECK ((micro_dollars >= 0)),
  constraint memory_readings_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'asked'::text, 'read'::text, 'skipped'::text]))),
  constraint memory_readings_user_id_conversation_id_fkey FOREIGN KEY (user_id, conversation_id) REFERENCES conversations(user_id, id),
  constraint memory_readings_user_id_conversation_id_last_question_id_key UNIQUE (user_id, conversation_id, last_question_id)
);
CREATE INDEX memory_readings_asked ON memory_readings USING btree (asked_at) WHERE (asked_at IS NOT NULL);
CREATE INDEX memory_readings_waiting ON memory_readings USING btree (created_at) WHERE (state = 'waiting'::text);

create table messages_log (
  user_id bigint not null,
  id bigint not null generated always as identity,
  update_id bigint not null,
  chat_id bigint not null,
  thread_id bigint not null default 0,
  message_id bigint not null,
  conversation_id bigint not null,
  question text,
  answer text,
  model text not null,
  answered_by text,
  purse text not null,
  price integer not null,
  status text not null,
  failure text,
  attempt integer not null default 1,
  working_until timestamp with time zone,
  finish_reason text,
  input_tokens integer,
  output_tokens integer,
  first_token_ms integer,
  latency_ms integer,
  answer_message_ids bigint[] not null default '{}'::bigint[],
  asked_at timestamp with time zone not null default now(),
  answered_at timestamp with time zone,
  delivered_at timestamp with time zone,
  about text,
  about_id bigint,
  quoted text,
  edited text,
  edit_update_id bigint,
  wanted_model text,
  heard text,
  transcript_only boolean not null default false,
  attached integer not null default 0,
  extra_tokens integer not null default 0,
  worker text,
  catalog_version integer,
  search_price integer,
  searches integer not null default 0,
  sources jsonb,
  tools_price integer not null default 0,
  assistant text,
  suggestions text[],
  constraint messages_log_pkey PRIMARY KEY (user_id, id),
  constraint messages_log_about FOREIGN KEY (user_id, about_id) REFERENCES messages_log(user_id, id),
  constraint messages_log_amounts CHECK ((LEAST(price, attached, extra_tokens, search_price, tools_price, searches, input_tokens, output_tokens, first_token_ms, latency_ms, (attempt - 1)) >= 0)),
  constraint messages_log_update UNIQUE (user_id, update_id),
  constraint messages_log_user_id_conversation_id_fkey FOREIGN KEY (user_id, conversation_id) REFERENCES conversations(user_id, id),
  constraint messages_log_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint messages_log_whole CHECK ((((status = 'pending'::text) = (working_until IS NOT NULL)) AND ((status = ANY ('{answered,undelivered}'::text[])) = (answered_at IS NOT NULL)) AND ((about IS NULL) = (about_id IS NULL)) AND ((purse <> 'trial'::text) OR (price >= 1)))),
  constraint messages_log_words CHECK (((status = ANY ('{pending,answered,failed,stopped,abandoned,undelivered}'::text[])) AND (purse = ANY ('{subscription,trial,credits}'::text[])) AND (about = ANY ('{reply,again,continue,shorter}'::text[]))))
);
CREATE INDEX messages_log_about ON messages_log USING btree (user_id, about_id) WHERE (about_id IS NOT NULL);
CREATE INDEX messages_log_asked ON messages_log USING brin (asked_at) WITH (pages_per_range='32');
CREATE INDEX messages_log_conversation ON messages_log USING btree (user_id, conversation_id, id);
CREATE INDEX messages_log_day ON messages_log USING btree (user_id, asked_at);
CREATE INDEX messages_log_pending ON messages_log USING btree (working_until) WHERE (status = 'pending'::text);
CREATE INDEX messages_log_texts ON messages_log USING btree (asked_at) WHERE ((question IS NOT NULL) OR (answer IS NOT NULL));
CREATE INDEX messages_log_trial ON messages_log USING btree (user_id) WHERE (purse = 'trial'::text);

create table migrations (
  number integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (number)
);

create table month_figures (
  month date not null,
  active integer not null,
  payers integer not null,
  counted_at timestamp with time zone not null default now(),
  constraint month_figures_pkey PRIMARY KEY (month),
  constraint month_figures_active_check CHECK ((active >= 0)),
  constraint month_figures_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint month_figures_payers_check CHECK ((payers >= 0))
);

create table outbox (
  id bigint not null generated always as identity,
  key text not null,
  chat_id bigint,
  thread_id bigint,
  reply_to bigint,
  user_id bigint,
  said_by bigint,
  words_of bigint,
  kind text not null,
  data jsonb not null default '{}'::jsonb,
  state text not null default 'waiting'::text,
  not_before timestamp with time zone not null default clock_timestamp(),
  attempts integer not null default 0,
  parts_sent integer not null default 0,
  error text,
  created_at timestamp with time zone not null default clock_timestamp(),
  sent_at timestamp with time zone,
  picture bytea,
  worker text,
  may_have_arrived boolean not null default false,
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_attempts_check CHECK ((attempts >= 0)),
  constraint outbox_check CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL))),
  constraint outbox_key_key UNIQUE (key),
  constraint outbox_parts_sent_check CHECK ((parts_sent >= 0)),
  constraint outbox_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text, 'given_up'::text])))
);
CREATE INDEX outbox_due ON outbox USING btree (not_before) WHERE (state = 'waiting'::text);
CREATE INDEX outbox_of_user ON outbox USING btree (user_id);
CREATE INDEX outbox_waiting_of_chat ON outbox USING btree (chat_id, id) WHERE (state = 'waiting'::text);
CREATE INDEX outbox_words_of ON outbox USING btree (words_of) WHERE (words_of IS NOT NULL);
CREATE INDEX outbox_workers ON outbox USING btree (worker) WHERE ((state = 'waiting'::text) AND (worker IS NOT NULL));

create table own_assistants (
  user_id bigint not null,
  id bigint not null generated always as identity,
  update_id bigint not null,
  title text not null,
  prompt text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint own_assistants_pkey PRIMARY KEY (user_id, id),
  constraint own_assistants_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint own_assistants_user_id_update_id_key UNIQUE (user_id, update_id)
);

create table paused_links (
  link text not null,
  paused_at timestamp with time zone not null default now(),
  constraint paused_links_pkey PRIMARY KEY (link)
);

create table payment_differences (
  charge_id text not null,
  what text not null,
  user_id bigint not null,
  amount integer not null,
  happened_at timestamp with time zone not null,
  noted_at timestamp with time zone not null default now(),
  constraint payment_differences_pkey PRIMARY KEY (charge_id, what)
);
CREATE INDEX payment_differences_newest ON payment_differences USING btree (noted_at DESC, charge_id DESC) WHERE (what <> 'history'::text);

create table plan_day_entries (
  user_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  plan text not null,
  seconds numeric(18,6) not null,
  at timestamp with time zone not null default now(),
  paid_until_after timestamp with time zone not null,
  transaction_id bigint,
  idempotency_key text not null,
  undoes bigint,
  constraint plan_day_entries_pkey PRIMARY KEY (user_id, id),
  constraint plan_day_entries_check CHECK (((kind = ANY (ARRAY['purchase'::text, 'refund'::text])) = (transaction_id IS NOT NULL))),
  constraint plan_day_entries_check1 CHECK (((kind <> 'purchase'::text) OR (seconds > (0)::numeric))),
  constraint plan_day_entries_check2 CHECK (((kind <> 'refund'::text) OR (seconds < (0)::numeric))),
  constraint plan_day_entries_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 300))),
  constraint plan_day_entries_key UNIQUE (user_id, idempotency_key),
  constraint plan_day_entries_kind_check CHECK ((kind = ANY (ARRAY['purchase'::text, 'refund'::text, 'adjustment'::text, 'promo'::text, 'campaign'::text, 'gift'::text, 'referral'::text, 'undone'::text]))),
  constraint plan_day_entries_reward CHECK (((kind <> ALL (ARRAY['promo'::text, 'campaign'::text, 'gift'::text, 'referral'::text])) OR (seconds > (0)::numeric))),
  constraint plan_day_entries_seconds_check CHECK ((seconds <> (0)::numeric)),
  constraint plan_day_entries_undoes FOREIGN KEY (user_id, undoes) REFERENCES plan_day_entries(user_id, id),
  constraint plan_day_entries_undone CHECK (((kind <> 'undone'::text) OR (seconds < (0)::numeric))),
  constraint plan_day_entries_undone_names CHECK (((kind = 'undone'::text) = (undoes IS NOT NULL))),
  constraint plan_day_entries_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint plan_day_entries_user_id_transaction_id_fkey FOREIGN KEY (user_id, transaction_id) REFERENCES transactions(user_id, id)
);
CREATE INDEX plan_day_entries_of_transaction ON plan_day_entries USING btree (user_id, transaction_id) WHERE (transaction_id IS NOT NULL);

create table plan_reminders (
  user_id bigint not null,
  ends_at timestamp with time zone not null,
  days_before integer not null,
  sent_at timestamp with time zone not null default now(),
  constraint plan_reminders_pkey PRIMARY KEY (user_id, ends_at, days_before),
  constraint plan_reminders_days_before_check CHECK ((days_before > 0)),
  constraint plan_reminders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);

create table prepared_pictures (
  user_id bigint not null,
  attachment_id bigint not null,
  "position" integer not null,
  data bytea not null,
  prepared_at timestamp with time zone not null default now(),
  constraint prepared_pictures_pkey PRIMARY KEY (user_id, attachment_id, "position"),
  constraint prepared_pictures_user_id_attachment_id_fkey FOREIGN KEY (user_id, attachment_id) REFERENCES attachments(user_id, id) ON DELETE CASCADE
);
CREATE INDEX prepared_pictures_age ON prepared_pictures USING btree (prepared_at);

create table programs_at_work (
  id text not null,
  program text not null,
  version text not null,
  migration integer not null,
  started_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  constraint programs_at_work_pkey PRIMARY KEY (id),
  constraint programs_at_work_migration_check CHECK ((migration >= 0))
);

create table promo_codes (
  code text not null,
  promo_id bigint not null,
  used_by bigint,
  constraint promo_codes_pkey PRIMARY KEY (code),
  constraint promo_codes_code_check CHECK ((code ~ '^[A-Z0-9_-]{3,40}$'::text)),
  constraint promo_codes_promo_id_fkey FOREIGN KEY (promo_id) REFERENCES promos(id)
);
CREATE INDEX promo_codes_of_promo ON promo_codes USING btree (promo_id);

create table promo_guesses (
  user_id bigint not null,
  wrong_at timestamp with time zone[] not null,
  constraint promo_guesses_pkey PRIMARY KEY (user_id),
  constraint promo_guesses_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);

create table promo_uses (
  user_id bigint not null,
  id bigint not null generated always as identity,
  promo_id bigint not null,
  code text not null,
  update_id bigint not null,
  used_at timestamp with time zone not null default now(),
  constraint promo_uses_pkey PRIMARY KEY (user_id, id),
  constraint promo_uses_once UNIQUE (user_id, promo_id),
  constraint promo_uses_promo_id_fkey FOREIGN KEY (promo_id) REFERENCES promos(id),
  constraint promo_uses_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE INDEX promo_uses_of_promo ON promo_uses USING btree (promo_id);

create table promos (
  id bigint not null generated always as identity,
  name text not null,
  gives jsonb not null,
  batch boolean not null,
  most_uses integer not null,
  uses integer not null default 0,
  first_purchase boolean not null,
  starts_at timestamp with time zone not null default now(),
  ends_at timestamp with time zone,
  ended_at timestamp with time zone,
  made_by bigint,
  idempotency_key text not null,
  created_at timestamp with time zone not null default now(),
  constraint promos_pkey PRIMARY KEY (id),
  constraint promos_check CHECK (((uses >= 0) AND (uses <= most_uses))),
  constraint promos_check1 CHECK ((ends_at > starts_at)),
  constraint promos_gives_check CHECK ((jsonb_typeof(gives) = 'object'::text)),
  constraint promos_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200))),
  constraint promos_idempotency_key_key UNIQUE (idempotency_key),
  constraint promos_most_uses_check CHECK ((most_uses > 0)),
  constraint promos_name_check CHECK ((name ~ '^[A-Z0-9_-]{3,40}$'::text)),
  constraint promos_name_key UNIQUE (name)
);

create table quotations (
  user_id bigint not null,
  id bigint not null generated always as identity,
  update_id bigint not null,
  question text not null,
  about text,
  about_id bigint,
  quoted text,
  transcript_only boolean not null default false,
  valid_until timestamp with time zone not null,
  asked_at timestamp with time zone not null default now(),
  constraint quotations_pkey PRIMARY KEY (user_id, update_id),
  constraint quotations_user_id_about_id_fkey FOREIGN KEY (user_id, about_id) REFERENCES messages_log(user_id, id),
  constraint quotations_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE INDEX quotations_age ON quotations USING btree (asked_at);

create table reconciliation (
  only_row boolean not null default true,
  next_offset integer not null default 0,
  at timestamp with time zone,
  constraint reconciliation_pkey PRIMARY KEY (only_row),
  constraint reconciliation_next_offset_check CHECK ((next_offset >= 0)),
  constraint reconciliation_only_row_check CHECK (only_row)
);

create table referrals (
  user_id bigint not null,
  id bigint not null generated always as identity,
  inviter_id bigint not null,
  trial_messages integer not null,
  credits integer not null,
  most_per_month integer not null,
  state text not null default 'invited'::text,
  transaction_id bigint,
  created_at timestamp with time zone not null default now(),
  paid_at timestamp with time zone,
  rewarded_at timestamp with time zone,
  constraint referrals_pkey PRIMARY KEY (user_id),
  constraint referrals_check CHECK ((inviter_id <> user_id)),
  constraint referrals_check1 CHECK (((state = 'invited'::text) = (transaction_id IS NULL))),
  constraint referrals_check2 CHECK (((state <> 'rewarded'::text) OR (rewarded_at IS NOT NULL))),
  constraint referrals_credits_check CHECK ((credits >= 0)),
  constraint referrals_inviter_id_fkey FOREIGN KEY (inviter_id) REFERENCES users(telegram_id),
  constraint referrals_most_per_month_check CHECK ((most_per_month >= 0)),
  constraint referrals_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'paid'::text, 'rewarded'::text, 'void'::text]))),
  constraint referrals_trial_messages_check CHECK ((trial_messages >= 0)),
  constraint referrals_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint referrals_user_id_transaction_id_fkey FOREIGN KEY (user_id, transaction_id) REFERENCES transactions(user_id, id)
);
CREATE INDEX referrals_due ON referrals USING btree (paid_at) WHERE (state = 'paid'::text);
CREATE INDEX referrals_of_inviter ON referrals USING btree (inviter_id);

create table referrers (
  user_id bigint not null,
  code text not null,
  constraint referrers_pkey PRIMARY KEY (user_id),
  constraint referrers_code_check CHECK ((code ~ '^[A-Za-z0-9_-]{8,62}$'::text)),
  constraint referrers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE UNIQUE INDEX referrers_code ON referrers USING btree (code);

create table renewals (
  user_id bigint not null,
  id bigint not null generated always as identity,
  plan text not null,
  charge_id text not null,
  invoice_payload text not null,
  state text not null,
  expires_at timestamp with time zone not null,
  end_cause text,
  end_try_at timestamp with time zone,
  end_attempts integer not null default 0,
  end_error text,
  ended_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint renewals_pkey PRIMARY KEY (user_id, id),
  constraint renewals_charge UNIQUE (user_id, charge_id),
  constraint renewals_check CHECK (((state = 'ended'::text) = (end_cause IS NOT NULL))),
  constraint renewals_check1 CHECK (((end_try_at IS NULL) OR (state = 'ended'::text))),
  constraint renewals_end_attempts_check CHECK ((end_attempts >= 0)),
  constraint renewals_end_cause_check CHECK ((end_cause = ANY (ARRAY['refunded'::text, 'doubled'::text, 'blocked'::text]))),
  constraint renewals_state_check CHECK ((state = ANY (ARRAY['renewing'::text, 'canceled'::text, 'failed'::text, 'ended'::text]))),
  constraint renewals_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE INDEX renewals_payload ON renewals USING btree (user_id, invoice_payload);
CREATE INDEX renewals_to_end ON renewals USING btree (end_try_at) WHERE (end_try_at IS NOT NULL);

create table reply_templates (
  id bigint not null generated always as identity,
  title text not null,
  texts jsonb not null,
  changed_at timestamp with time zone not null default now(),
  constraint reply_templates_pkey PRIMARY KEY (id),
  constraint reply_templates_texts_check CHECK (((jsonb_typeof(texts) = 'object'::text) AND (texts <> '{}'::jsonb))),
  constraint reply_templates_title UNIQUE (title),
  constraint reply_templates_title_check CHECK (((length(title) >= 1) AND (length(title) <= 80)))
);

create table role_links (
  digest bytea not null,
  role text not null,
  expires_at timestamp with time zone not null,
  constraint role_links_pkey PRIMARY KEY (digest),
  constraint role_links_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'manager'::text, 'support'::text, 'analyst'::text])))
);

create table roles (
  telegram_id bigint not null,
  role text not null,
  granted_by bigint,
  at timestamp with time zone not null default now(),
  constraint roles_pkey PRIMARY KEY (telegram_id),
  constraint roles_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'manager'::text, 'support'::text, 'analyst'::text]))),
  constraint roles_telegram_id_check CHECK ((telegram_id > 0))
);

create table schedule_runs (
  user_id bigint not null,
  id bigint not null generated always as identity,
  schedule_id bigint not null,
  day date not null,
  due_at timestamp with time zone not null,
  state text not null,
  asked_at timestamp with time zone,
  constraint schedule_runs_pkey PRIMARY KEY (user_id, id),
  constraint schedule_runs_asked CHECK (((state = 'asked'::text) = (asked_at IS NOT NULL))),
  constraint schedule_runs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'asked'::text, 'missed'::text]))),
  constraint schedule_runs_user_id_schedule_id_day_key UNIQUE (user_id, schedule_id, day),
  constraint schedule_runs_user_id_schedule_id_fkey FOREIGN KEY (user_id, schedule_id) REFERENCES schedules(user_id, id) ON DELETE CASCADE
);
CREATE INDEX schedule_runs_due_at ON schedule_runs USING btree (due_at);

create table schedules (
  user_id bigint not null,
  id bigint not null generated always as identity,
  update_id bigint not null,
  said text not null,
  question text not null,
  every text,
  on_day smallint,
  at_minute smallint,
  state text not null,
  paused_because text,
  agreed_credits integer,
  message_id integer,
  thread_id integer not null default 0,
  due_at timestamp with time zone,
  due_day date,
  created_at timestamp with time zone not null default now(),
  constraint schedules_pkey PRIMARY KEY (user_id, id),
  constraint schedules_agreed CHECK (((state = 'draft'::text) OR ((every IS NOT NULL) AND (at_minute IS NOT NULL) AND (agreed_credits IS NOT NULL) AND (message_id IS NOT NULL)))),
  constraint schedules_agreed_credits_check CHECK ((agreed_credits >= 0)),
  constraint schedules_at_minute_check CHECK (((at_minute >= 0) AND (at_minute <= 1439))),
  constraint schedules_day CHECK (((COALESCE((every = ANY (ARRAY['week'::text, 'month'::text])), false) = (on_day IS NOT NULL)) AND ((on_day IS NULL) OR ((on_day >= 1) AND (on_day <=
CASE every
    WHEN 'week'::text THEN 7
    ELSE 31
END))))),
  constraint schedules_due CHECK ((((state = 'active'::text) = (due_at IS NOT NULL)) AND ((due_at IS NULL) = (due_day IS NULL)))),
  constraint schedules_every_check CHECK ((every = ANY (ARRAY['day'::text, 'weekdays'::text, 'week'::text, 'month'::text]))),
  constraint schedules_paused CHECK (((state = 'paused'::text) = (paused_because IS NOT NULL))),
  constraint schedules_paused_because_check CHECK ((paused_because = ANY (ARRAY['asked'::text, 'no_access'::text, 'price_changed'::text, 'unread'::text, 'unreachable'::text]))),
  constraint schedules_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'active'::text, 'paused'::text]))),
  constraint schedules_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint schedules_user_id_update_id_key UNIQUE (user_id, update_id)
);
CREATE INDEX schedules_drafts ON schedules USING btree (created_at) WHERE (state = 'draft'::text);
CREATE INDEX schedules_due_at ON schedules USING btree (due_at) WHERE (state = 'active'::text);

create table seen_updates (
  update_id bigint not null,
  accepted_at timestamp with time zone not null default now(),
  constraint seen_updates_pkey PRIMARY KEY (update_id)
);
CREATE INDEX seen_updates_age ON seen_updates USING btree (accepted_at);

create table segments (
  id bigint not null generated always as identity,
  name text not null,
  conditions jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint segments_pkey PRIMARY KEY (id),
  constraint segments_name_check CHECK ((name <> ''::text)),
  constraint segments_name_key UNIQUE (name)
);

create table setting_versions (
  version bigint not null generated always as identity,
  setting text not null,
  value jsonb,
  set_by bigint not null,
  reason text not null,
  set_at timestamp with time zone not null default now(),
  asks_anew boolean not null default false,
  what_is_new text,
  constraint setting_versions_pkey PRIMARY KEY (version),
  constraint setting_versions_reason_check CHECK ((reason <> ''::text)),
  constraint setting_versions_setting_check CHECK ((setting <> ''::text)),
  constraint setting_versions_what_is_new_check CHECK ((what_is_new <> ''::text))
);
CREATE INDEX setting_versions_by_setting ON setting_versions USING btree (setting, version DESC);

create table starts (
  user_id bigint not null,
  first_kind text,
  first_name text,
  first_at timestamp with time zone not null default now(),
  last_kind text,
  last_name text,
  last_at timestamp with time zone not null default now(),
  constraint starts_pkey PRIMARY KEY (user_id),
  constraint starts_check CHECK (((first_name IS NULL) OR (first_kind IS NOT NULL))),
  constraint starts_check1 CHECK (((last_name IS NULL) OR (last_kind IS NOT NULL))),
  constraint starts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE INDEX starts_of_campaign ON starts USING btree (first_name) WHERE (first_kind = 'campaign'::text);

create table subscriptions (
  user_id bigint not null,
  id bigint not null generated always as identity,
  entry_id bigint not null,
  plan text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  by_questions boolean not null default false,
  constraint subscriptions_pkey PRIMARY KEY (user_id, id),
  constraint subscriptions_check1 CHECK ((ends_at >= starts_at)),
  constraint subscriptions_entry UNIQUE (user_id, entry_id),
  constraint subscriptions_user_id_entry_id_fkey FOREIGN KEY (user_id, entry_id) REFERENCES plan_day_entries(user_id, id),
  constraint subscriptions_user_id_fkey1 FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);

create table support_requests (
  user_id bigint not null,
  id bigint not null generated always as identity,
  update_id bigint not null,
  text text not null,
  answer text,
  answered_by bigint,
  created_at timestamp with time zone not null default now(),
  answered_at timestamp with time zone,
  files smallint not null default 0,
  constraint support_requests_pkey PRIMARY KEY (user_id, id),
  constraint support_requests_update UNIQUE (user_id, update_id),
  constraint support_requests_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE INDEX support_requests_id ON support_requests USING btree (id);
CREATE INDEX support_requests_open ON support_requests USING btree (id) WHERE (answered_at IS NULL);

create table transactions (
  user_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  status text not null,
  product text,
  invoice_payload text not null,
  currency text not null,
  amount integer not null,
  credits_granted integer not null default 0,
  days_granted integer not null default 0,
  telegram_payment_charge_id text,
  provider_payment_charge_id text,
  subscription_expires_at timestamp with time zone,
  loss_credits integer not null default 0,
  details jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  paid_at timestamp with time zone,
  refunded_at timestamp with time zone,
  refund_try_at timestamp with time zone,
  refund_attempts integer not null default 0,
  refund_error text,
  commission_nanostars bigint not null default 0,
  constraint transactions_pkey PRIMARY KEY (user_id, id),
  constraint transactions_amount_check CHECK ((amount > 0)),
  constraint transactions_charge UNIQUE (user_id, telegram_payment_charge_id),
  constraint transactions_check CHECK (((status = ANY (ARRAY['paid'::text, 'refunding'::text, 'refunded'::text])) = (telegram_payment_charge_id IS NOT NULL))),
  constraint transactions_commission_nanostars_check CHECK ((commission_nanostars >= 0)),
  constraint transactions_credits_granted_check CHECK ((credits_granted >= 0)),
  constraint transactions_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint transactions_days_granted_check CHECK ((days_granted >= 0)),
  constraint transactions_invoice_payload_check CHECK (((octet_length(invoice_payload) >= 1) AND (octet_length(invoice_payload) <= 128))),
  constraint transactions_kind_check CHECK ((kind = ANY (ARRAY['order'::text, 'renewal'::text, 'extra'::text, 'unmatched'::text]))),
  constraint transactions_loss_credits_check CHECK ((loss_credits >= 0)),
  constraint transactions_refund_attempts_check CHECK ((refund_attempts >= 0)),
  constraint transactions_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'paid'::text, 'refunding'::text, 'refunded'::text, 'expired'::text]))),
  constraint transactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE INDEX transactions_by_charge ON transactions USING btree (telegram_payment_charge_id);
CREATE INDEX transactions_by_payload ON transactions USING btree (invoice_payload);
CREATE INDEX transactions_newest ON transactions USING btree (paid_at DESC, id DESC) WHERE (paid_at IS NOT NULL);
CREATE INDEX transactions_of_status ON transactions USING btree (status, paid_at DESC, id DESC) WHERE (status = ANY (ARRAY['refunding'::text, 'refunded'::text]));
CREATE UNIQUE INDEX transactions_open_payload ON transactions USING btree (user_id, invoice_payload) WHERE (kind = 'order'::text);
CREATE INDEX transactions_refunded ON transactions USING btree (refunded_at) WHERE (refunded_at IS NOT NULL);
CREATE INDEX transactions_refunding ON transactions USING btree (refund_try_at NULLS FIRST) WHERE (status = 'refunding'::text);
CREATE INDEX transactions_unmatched ON transactions USING btree (paid_at DESC, id DESC) WHERE (kind = 'unmatched'::text);

create table trials (
  user_id bigint not null,
  granted integer not null,
  used integer not null default 0,
  started_at timestamp with time zone not null default now(),
  used_up_at timestamp with time zone,
  rest integer not null default 0,
  rest_at timestamp with time zone,
  constraint trials_pkey PRIMARY KEY (user_id),
  constraint trials_granted_check CHECK ((granted > 0)),
  constraint trials_rest_check CHECK ((rest >= 0)),
  constraint trials_rest_has_its_time CHECK (((rest > 0) = (rest_at IS NOT NULL))),
  constraint trials_used_within_granted CHECK (((used >= 0) AND (used <= granted))),
  constraint trials_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE INDEX trials_rest_at ON trials USING btree (rest_at) WHERE (rest_at IS NOT NULL);
CREATE INDEX trials_used_up_at ON trials USING btree (used_up_at) WHERE (used_up_at IS NOT NULL);

create table users (
  telegram_id bigint not null,
  first_name text not null,
  last_name text,
  username text,
  language text not null,
  settings jsonb not null default '{}'::jsonb,
  credits integer not null default 0,
  blocked_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  version bigint not null default 0,
  paid_until timestamp with time zone,
  takes_news boolean,
  unreachable_since timestamp with time zone,
  agreement jsonb,
  heard_at timestamp with time zone,
  constraint users_pkey PRIMARY KEY (telegram_id),
  constraint users_agreement_check CHECK ((jsonb_typeof(agreement) = 'object'::text)),
  constraint users_credits_not_negative CHECK ((credits >= 0)),
  constraint users_settings_check CHECK ((jsonb_typeof(settings) = 'object'::text)),
  constraint users_telegram_id_check CHECK ((telegram_id > 0))
);
CREATE INDEX users_first_name ON users USING btree (lower(first_name) text_pattern_ops);
CREATE INDEX users_newest ON users USING btree (created_at DESC, telegram_id DESC);
CREATE INDEX users_paid_until ON users USING btree (paid_until) WHERE (paid_until IS NOT NULL);
CREATE INDEX users_username ON users USING btree (lower(username) text_pattern_ops) WHERE (username IS NOT NULL);

create table voice_answers (
  user_id bigint not null,
  id bigint not null generated always as identity,
  question_id bigint not null,
  update_id bigint not null,
  status text not null,
  failure text,
  attempt integer not null default 1,
  working_until timestamp with time zone,
  purse text not null,
  price integer not null,
  characters integer not null,
  spoken_by text,
  seconds integer,
  audio bytea,
  sent_as text,
  file_id text,
  asked_at timestamp with time zone not null default now(),
  worker text,
  constraint voice_answers_pkey PRIMARY KEY (user_id, id),
  constraint voice_answers_attempt_check CHECK ((attempt > 0)),
  constraint voice_answers_characters_check CHECK ((characters > 0)),
  constraint voice_answers_made CHECK (((status <> 'made'::text) OR (audio IS NOT NULL))),
  constraint voice_answers_price_check CHECK ((price >= 0)),
  constraint voice_answers_purse_check CHECK ((purse = ANY (ARRAY['subscription'::text, 'credits'::text]))),
  constraint voice_answers_released CHECK (((status <> 'released'::text) OR (failure IS NOT NULL))),
  constraint voice_answers_seconds_check CHECK ((seconds > 0)),
  constraint voice_answers_sent CHECK (((status = 'sent'::text) OR (file_id IS NULL))),
  constraint voice_answers_sent_as_check CHECK ((sent_as = ANY (ARRAY['voice'::text, 'document'::text]))),
  constraint voice_answers_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'made'::text, 'sent'::text, 'released'::text]))),
  constraint voice_answers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id),
  constraint voice_answers_user_id_question_id_fkey FOREIGN KEY (user_id, question_id) REFERENCES messages_log(user_id, id),
  constraint voice_answers_user_id_question_id_key UNIQUE (user_id, question_id),
  constraint voice_answers_worked_on CHECK (((status = 'pending'::text) = (working_until IS NOT NULL)))
);
CREATE INDEX voice_answers_asked ON voice_answers USING btree (asked_at) WHERE (status = 'sent'::text);
CREATE INDEX voice_answers_held ON voice_answers USING btree (asked_at) WHERE ((status = ANY (ARRAY['pending'::text, 'made'::text])) OR (audio IS NOT NULL));

create table waiting_questions (
  user_id bigint not null,
  update_id bigint not null,
  question text not null,
  about text,
  about_id bigint,
  quoted text,
  asked_at timestamp with time zone not null default now(),
  transcript_only boolean not null default false,
  messages integer not null default 1,
  constraint waiting_questions_pkey PRIMARY KEY (user_id),
  constraint waiting_questions_messages_check CHECK ((messages > 0)),
  constraint waiting_questions_user_id_about_id_fkey FOREIGN KEY (user_id, about_id) REFERENCES messages_log(user_id, id),
  constraint waiting_questions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE INDEX waiting_questions_age ON waiting_questions USING btree (asked_at);

create table watched_models (
  model text not null,
  provider_model text not null,
  asked_at timestamp with time zone,
  listed_at timestamp with time zone,
  shuts_down_on date,
  told text[] not null default '{}'::text[],
  constraint watched_models_pkey PRIMARY KEY (model, provider_model)
);

create table win_backs (
  user_id bigint not null,
  id bigint not null generated always as identity,
  rule text not null,
  occasion text not null,
  held_out boolean not null,
  at timestamp with time zone not null default now(),
  constraint win_backs_pkey PRIMARY KEY (user_id, id),
  constraint win_backs_occasion UNIQUE (user_id, rule, occasion),
  constraint win_backs_occasion_check CHECK ((occasion <> ''::text)),
  constraint win_backs_rule_check CHECK ((rule = ANY (ARRAY['trial_used_up'::text, 'plan_lapsed_3'::text, 'plan_lapsed_14'::text, 'low_balance'::text]))),
  constraint win_backs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(telegram_id)
);
CREATE INDEX win_backs_at ON win_backs USING btree (at);

CREATE OR REPLACE FUNCTION add_plan_days(of_user bigint, of_plan text, of_seconds numeric, of_kind text, of_transaction bigint, of_key text, moment timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
AS $function$
declare
  entry plan_day_entries;
begin
  insert into plan_day_entries (user_id, kind, plan, seconds, at, paid_until_after, transaction_id, idempotency_key)
    select of_user, of_kind, of_plan, of_seconds, moment,
      greatest(paid_until, moment) + of_seconds * interval '1 second', of_transaction, of_key
    from users where telegram_id = of_user
    returning * into strict entry;
  insert into subscriptions (user_id, entry_id, plan, starts_at, ends_at)
    values (of_user, entry.id, of_plan, entry.paid_until_after - entry.seconds * interval '1 second', entry.paid_until_after);
  return entry.paid_until_after;
end $function$;

CREATE OR REPLACE FUNCTION assign_arms()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  present record;
begin
  for present in
    select id, percent_b from experiments
    where state = 'running' and enough_at is null and started_at <= new.created_at
      and new.created_at < started_at + make_interval(days => most_days)
      -- A person who reads another language would see no difference.
      and (subject <> 'offer_text' or value -> 'texts' @> jsonb_build_array(jsonb_build_object('language', new.language)))
  loop
    insert into experiment_arms (user_id, experiment_id, arm, at)
      values (new.telegram_id, present.id,
        case when ('x' || left(md5(present.id || ':' || new.telegram_id), 8))::bit(32)::bigint % 100 < present.percent_b then 'B' else 'A' end,
        new.created_at);
  end loop;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION budget_person(of_budget text, of_user bigint)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case of_budget when 'person_day' then of_user else 0 end
$function$;

CREATE OR REPLACE FUNCTION budget_start(of_budget text, of_day date)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case of_budget when 'month' then date_trunc('month', of_day::timestamp)::date else of_day end
$function$;

CREATE OR REPLACE FUNCTION charge_work(of_user bigint, work_kind text, work_id bigint, of_step text, of_attempt integer, of_source text, price integer, of_reason text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  entered text;
begin
  if of_source = 'trial' then
    update trials set used = used + price where user_id = of_user;
    entered := case when found then 'entered' else 'no_trial' end;
    if price < 0 then
      perform give_free_back(of_user, work_kind, work_id, -price);
    end if;
  elsif of_source = 'credits' and price <> 0 then
    entered := (enter_credits(of_user, -price, case when price > 0 then 'hold' else 'release' end, of_reason,
      concat_ws(':', work_kind, work_id, of_step, of_attempt), case when work_kind = 'question' then work_id end, null)).outcome;
  else
    return;
  end if;
  if entered is distinct from 'entered' then
    raise exception 'step % of % % of user % could not be entered: %', of_step, work_kind, work_id, of_user, entered
      using errcode = 'integrity_constraint_violation', constraint = 'charge_work';
  end if;
end $function$;

CREATE OR REPLACE FUNCTION claim_lanes(wanted_kind text, most_lanes integer, per_lane integer, lease interval, by_owner text)
 RETURNS TABLE(lane text, fence bigint, attempts integer, update_id bigint, payload jsonb, accepted_at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
declare
  claimed lanes[];
begin
  -- A lane is locked as it is now, but all else a statement reads is as it was when the statement began: read in this one,
  -- what another process finished in between would be handed out again. Once a lane is ours only new updates can be added.
  -- `statement_timestamp()` is one value for the whole statement, which lets the index stop at it; `clock_timestamp()` would
  -- walk over every idle lane there is.
  with ready as (
    select l.lane from lanes l where l.kind = wanted_kind and l.ready_at <= statement_timestamp()
    order by l.ready_at limit most_lanes for update skip locked
  ), taken as (
    update lanes l set ready_at = clock_timestamp() + lease, fence = l.fence + 1, attempts = l.attempts + 1, owner = by_owner
    from ready where l.lane = ready.lane
    returning l.*
  )
  select array_agg(taken::lanes) into claimed from taken;
  return query
    select held.lane, held.fence, held.attempts, head.update_id, head.payload, head.accepted_at
    from unnest(claimed) as held
    left join lateral (
      select * from inbox i where i.lane = held.lane order by i.seq limit per_lane
    ) as head on true
    order by head.seq;
end $function$;

CREATE OR REPLACE FUNCTION credit_entries_are_only_added()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'entries of the ledger are only added' using errcode = 'integrity_constraint_violation';
end $function$;

CREATE OR REPLACE FUNCTION credit_entries_move_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update users set credits = new.balance_after, updated_at = now()
    where telegram_id = new.user_id and credits + new.delta = new.balance_after;
  if not found then
    raise exception 'entry % of user % does not follow from the balance', new.idempotency_key, new.user_id
      using errcode = 'integrity_constraint_violation', constraint = 'credit_entries_follow_balance';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION divide_free_day(of_day date, of_scope text, of_limit integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  slots integer := free_slots(of_limit);
  rest integer;
begin
  insert into free_days (day, scope, slot, day_limit, most)
    select of_day, of_scope, n, 0, 0 from generate_series(0, slots - 1) as n on conflict do nothing;
  perform from free_days where day = of_day and scope = of_scope order by slot for update;
  -- Another question has done it meanwhile.
  if exists (select from free_days where day = of_day and scope = of_scope and slot = 0 and day_limit = of_limit) then
    return;
  end if;
  select greatest(of_limit - sum(used), 0) into rest from free_days where day = of_day and scope = of_scope;
  update free_days set day_limit = of_limit,
    most = used + case when slot < slots then rest / slots + case when slot < rest % slots then 1 else 0 end else 0 end
    where day = of_day and scope = of_scope;
end $function$;

CREATE OR REPLACE FUNCTION drop_event_partitions(keep_months integer)
 RETURNS SETOF text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  partition_name text;
begin
  for partition_name in
    select relname::text from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'events'::regclass and relname ~ '^events_\d{4}_\d{2}$'
      and relname < 'events_' || to_char((now() at time zone 'UTC') - make_interval(months => keep_months), 'YYYY_MM')
  loop
    execute format('drop table %I', partition_name);
    return next partition_name;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION earlier_exchanges(of_user bigint, of_conversation bigint, before_id bigint, most integer)
 RETURNS TABLE(id bigint, question text, answer text, files_of bigint)
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return query
    select m.id, m.question, m.answer, case when m.attached > 0 then case when m.about = 'again' then m.about_id else m.id end end
    from messages_log m
    where m.user_id = of_user and m.conversation_id = of_conversation and m.id < before_id
      and m.status = 'answered' and m.question is not null and m.answer is not null
      -- In which nothing was said.
      and (m.question <> '' or m.heard is distinct from '')
      and not exists (
        select from messages_log newer
        where newer.user_id = of_user and newer.about_id = case when m.about = 'again' then m.about_id else m.id end
          and newer.about = 'again' and newer.id > m.id and newer.id < before_id and newer.status = 'answered'
      )
    order by m.id desc limit most;
end $function$;

CREATE OR REPLACE FUNCTION enter_credits(of_user bigint, of_delta integer, of_kind text, of_reason text, of_key text, of_question bigint, of_transaction bigint, OUT outcome text, OUT balance integer)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  known credit_entries;
begin
  select credits + of_delta into balance from users where telegram_id = of_user;
  if balance >= 0 then
    insert into credit_entries (user_id, delta, balance_after, kind, reason, question_id, transaction_id, idempotency_key)
      values (of_user, of_delta, balance, of_kind, of_reason, of_question, of_transaction, of_key)
      on conflict on constraint credit_entries_key do nothing
      returning 'entered' into outcome;
    if found then
      return;
    end if;
  end if;
  select * into known from credit_entries where user_id = of_user and idempotency_key = of_key;
  if found then
    outcome := case when known.delta = of_delta then 'repeated' else 'idempotency_key_reused' end;
    balance := known.balance_after;
    return;
  end if;
  outcome := 'insufficient_credits';
  select credits into balance from users where telegram_id = of_user;
end $function$;

CREATE OR REPLACE FUNCTION free_room(of_scope text, of_limit integer)
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$
  select case
      when bool_or(day_limit = of_limit) then max(most - used)
      else ceil(greatest(of_limit - coalesce(sum(used), 0), 0)::numeric / free_slots(of_limit))
    end::integer
  from free_days where day = (now() at time zone 'UTC')::date and scope = of_scope
$function$;

CREATE OR REPLACE FUNCTION free_slots(day_limit integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select greatest(1, least(16, day_limit / 10000))
$function$;

CREATE OR REPLACE FUNCTION give_free_back(of_user bigint, of_kind text, of_work bigint, amount integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  counted free_questions;
begin
  update free_questions set messages = messages - amount
    where user_id = of_user and work_kind = of_kind and work_id = of_work returning * into counted;
  -- One that was asked before free messages were counted.
  if not found then
    return;
  end if;
  for n in 1 .. cardinality(counted.scopes) loop
    update free_days set used = used - amount
      where day = counted.day and scope = counted.scopes[n] and slot = counted.slots[n];
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION images_charged_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  image images;
  taken bigint;
  owed bigint;
begin
  select * into image from images where user_id = new.user_id and id = new.id;
  select -coalesce(sum(delta), 0) into taken from credit_entries
    where user_id = new.user_id and idempotency_key like 'image:' || new.id || ':%';
  owed := case when image.purse = 'credits' and image.status <> 'released' then image.price else 0 end;
  if taken is distinct from owed then
    raise exception 'picture % of user % is % but has taken % credits of %', new.id, new.user_id, image.status, taken, owed
      using errcode = 'integrity_constraint_violation', constraint = 'images_charged_once';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION keep_event_partitions(months_ahead integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  month timestamp := date_trunc('month', now() at time zone 'UTC');
begin
  for n in 0..months_ahead loop
    execute format(
      'create table if not exists %I partition of events for values from (%L) to (%L)',
      'events_' || to_char(month, 'YYYY_MM'), month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    month := month + interval '1 month';
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION lock_budgets(of_user bigint, of_purse text, of_day date)
 RETURNS SETOF budget_periods
 LANGUAGE sql
AS $function$
  select * from budget_periods
  where (budget, starts_on, user_id) in (('day', of_day, 0), ('month', budget_start('month', of_day), 0), ('person_day', of_day, of_user))
    or (budget = 'trial_day' and of_purse = 'trial' and starts_on = of_day and user_id = 0)
  order by budget for update
$function$;

CREATE OR REPLACE FUNCTION messages_log_charged_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  question record;
  taken bigint;
  owed bigint;
begin
  select purse, status, price into question from messages_log where user_id = new.user_id and id = new.id;
  if question.purse = 'credits' then
    select -coalesce(sum(delta), 0) into taken from credit_entries where user_id = new.user_id and question_id = new.id;
    owed := case when question.status in ('pending', 'answered') then question.price else 0 end;
  elsif question.purse = 'trial' then
    select coalesce(max(used), 0) into taken from trials where user_id = new.user_id;
    select coalesce(sum(price), 0) into owed from messages_log
      where user_id = new.user_id and purse = 'trial' and status in ('pending', 'answered');
  end if;
  if taken is distinct from owed then
    raise exception 'question % of user % is % but its purse (%) has taken % of %',
      new.id, new.user_id, question.status, question.purse, taken, owed
      using errcode = 'integrity_constraint_violation', constraint = 'messages_log_charged_once';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION note_trial_used_up()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.used_up_at := case when new.used >= new.granted and new.rest = 0 then now() end;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION plan_day_entries_move_end()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update users set paid_until = new.paid_until_after, updated_at = now()
    where telegram_id = new.user_id and new.paid_until_after = new.seconds * interval '1 second'
      + case when new.seconds > 0 then greatest(paid_until, new.at) else paid_until end;
  if not found then
    raise exception 'entry % of user % does not follow from what is paid', new.idempotency_key, new.user_id
      using errcode = 'integrity_constraint_violation', constraint = 'plan_day_entries_follow_end';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION record_costs(of_user bigint, of_kind text, of_work bigint, of_attempt integer, of_purse text, tries jsonb, ends boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  hold budget_holds;
  counts_on date := (now() at time zone 'UTC')::date;
  of_plan text;
  total bigint := 0;
  person bigint := of_user;
  period budget_periods;
  mark integer;
begin
  if ends then
    delete from budget_holds where work_kind = of_kind and work_id = of_work returning * into hold;
  else
    select * into hold from budget_holds where work_kind = of_kind and work_id = of_work;
    -- A person who has deleted their data meanwhile is named no longer.
    if (of_kind = 'question' and exists (select from messages_log where user_id = of_user and id = of_work and question is null))
      or (of_kind = 'transcription' and not exists (select from attachments where user_id = of_user and id = of_work))
      or (of_kind = 'voice' and exists (
        select from voice_answers v join messages_log m on m.user_id = v.user_id and m.id = v.question_id
        where v.user_id = of_user and v.id = of_work and m.question is null))
      or (of_kind = 'image' and exists (
        select from images i join image_wishes w on w.user_id = i.user_id and w.id = i.wish_id
        where i.user_id = of_user and i.id = of_work and w.prompt = '')) then
      person := null;
    end if;
  end if;
  counts_on := coalesce(hold.day, counts_on);
  if jsonb_array_length(tries) > 0 then
    -- By itself: inside the next statement it made a plan for each call cheaper than one that is kept.
    if of_purse = 'subscription' then
      select plan into of_plan from subscriptions where user_id = of_user and starts_at <= now() order by starts_at desc limit 1;
    end if;
    with added as (
      insert into costs (user_id, work_kind, work_id, attempt, try, day, purse, plan, model, provider_model, outcome, input_tokens,
        cached_input_tokens, output_tokens, reasoning_tokens, audio_seconds, characters, pictures, searches, estimated, micro_dollars, price)
      select person, of_kind, of_work, of_attempt, t.try, counts_on, of_purse,
        of_plan, t.model, t.provider_model, t.outcome, t.input_tokens, t.cached_input_tokens, t.output_tokens, t.reasoning_tokens,
        coalesce(t.audio_seconds, 0), coalesce(t.characters, 0), coalesce(t.pictures, 0), coalesce(t.searches, 0), t.estimated, t.micro_dollars, t.price
      from jsonb_to_recordset(tries) as t (try integer, model text, provider_model text, outcome text, input_tokens bigint,
        cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint, audio_seconds integer, characters integer, pictures integer, searches integer, estimated boolean, micro_dollars bigint, price jsonb)
      on conflict on constraint costs_once do nothing
      returning micro_dollars
    )
    select coalesce(sum(micro_dollars), 0) into total from added;
  end if;
  if (hold.work_id is null or not ends) and total = 0 then
    return;
  end if;
  for period in
    select * from budget_periods
    where (budget, starts_on, user_id) in (('day', counts_on, 0), ('month', budget_start('month', counts_on), 0), ('person_day', counts_on, of_user))
      or (budget = 'trial_day' and of_purse = 'trial' and starts_on = counts_on and user_id = 0)
    order by budget for update
  loop
    period.spent := period.spent + total;
    mark := case
      when not coalesce(period.budget = any (hold.budgets), false) then 0
      when period.spent >= period.limit_micro_dollars then 100
      when period.spent >= period.limit_micro_dollars * 0.8 then 80
      when period.spent >= period.limit_micro_dollars * 0.5 then 50
      else 0 end;
    update budget_periods p set spent = period.spent, reached_percent = greatest(reached_percent, mark),
      reserved = reserved - case when ends and period.budget = any (hold.budgets) then hold.micro_dollars else 0 end
    where p.budget = period.budget and p.starts_on = period.starts_on and p.user_id = period.user_id;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION rename_given_up_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.kind := 'update_given_up';
  return new;
end $function$;

CREATE OR REPLACE FUNCTION reserve_budgets(of_user bigint, of_kind text, of_work bigint, amount bigint, budgets jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  today date := (now() at time zone 'UTC')::date;
  wanted record;
begin
  for wanted in
    select b.*, budget_start(b.budget, today) as starts_on, budget_person(b.budget, of_user) as person
    from jsonb_to_recordset(budgets) as b (budget text, micro_dollars bigint, action text, enforced boolean) order by b.budget
  loop
    insert into budget_periods (budget, starts_on, user_id, limit_micro_dollars, action, spent)
      select wanted.budget, wanted.starts_on, wanted.person, wanted.micro_dollars, wanted.action, (
        select coalesce(sum(c.micro_dollars), 0) from costs c
        where c.day >= wanted.starts_on and (wanted.person = 0 or c.user_id = wanted.person)
          and (wanted.budget <> 'trial_day' or c.purse = 'trial'))
      where not exists (select from budget_periods p
        where p.budget = wanted.budget and p.starts_on = wanted.starts_on and p.user_id = wanted.person)
      on conflict do nothing;
    update budget_periods p set reserved = reserved + amount, limit_micro_dollars = wanted.micro_dollars, action = wanted.action,
      -- Another limit has marks of its own.
      reached_percent = case when limit_micro_dollars = wanted.micro_dollars then reached_percent else 0 end,
      told_percent = case when limit_micro_dollars = wanted.micro_dollars then told_percent else 0 end
    where p.budget = wanted.budget and p.starts_on = wanted.starts_on and p.user_id = wanted.person
      and (not wanted.enforced or spent + reserved < wanted.micro_dollars);
    if not found then
      raise exception 'budget % is used up', wanted.budget
        using errcode = 'integrity_constraint_violation', constraint = 'budget_used_up';
    end if;
  end loop;
  insert into budget_holds (work_kind, work_id, user_id, day, budgets, micro_dollars)
    values (of_kind, of_work, of_user, today, array(select b ->> 'budget' from jsonb_array_elements(budgets) as b), amount);
end $function$;

CREATE OR REPLACE FUNCTION shorten_plan(of_user bigint, of_period bigint, unused numeric)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  moved record;
begin
  for moved in
    select id, case when id = of_period then starts_at else starts_at - unused * interval '1 second' end as starts_at,
      ends_at - unused * interval '1 second' as ends_at
    from subscriptions where user_id = of_user and id >= of_period order by id
  loop
    update subscriptions set starts_at = moved.starts_at, ends_at = moved.ends_at where user_id = of_user and id = moved.id;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION subscriptions_are_one_chain()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  broken text;
begin
  with periods as (
    select p.*, lead(p.starts_at) over (order by p.starts_at, p.id) as next_start,
      (select sum(e.seconds) from plan_day_entries e where e.user_id = new.user_id
        and (e.id = p.entry_id or e.undoes = p.entry_id or (e.kind = 'refund' and e.transaction_id = own.transaction_id))) as length
    from subscriptions p join plan_day_entries own on own.user_id = new.user_id and own.id = p.entry_id
    where p.user_id = new.user_id
  )
  select 'period ' || id || ' is not as long as it was paid for' into broken from periods
    where extract(epoch from ends_at - starts_at) <> length
  union all select 'period ' || id || ' overlaps the next' from periods where next_start < ends_at
  union all select 'there is a hole behind period ' || id from periods where next_start > ends_at and next_start > now()
  union all select 'the last period does not end with what is paid' from users u
    where telegram_id = new.user_id and paid_until is distinct from (select max(ends_at) from periods)
  limit 1;
  if broken is not null then
    raise exception 'days of user %: %', new.user_id, broken
      using errcode = 'integrity_constraint_violation', constraint = 'subscriptions_are_one_chain';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION take_free(of_user bigint, of_kind text, of_work bigint, amount integer, limits jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  today date := (now() at time zone 'UTC')::date;
  wanted record;
  in_scopes text[] := '{}';
  in_slots integer[] := '{}';
begin
  for wanted in
    select l.* from jsonb_to_recordset(limits) as l (scope text, "limit" integer) order by l.scope = 'everybody', l.scope
  loop
    in_scopes := in_scopes || wanted.scope;
    in_slots := in_slots || take_free_slot(today, wanted.scope, wanted."limit", amount, of_user);
  end loop;
  insert into free_questions (user_id, work_kind, work_id, day, scopes, slots, messages)
    values (of_user, of_kind, of_work, today, in_scopes, in_slots, amount)
    -- Work that was given back and is reserved again.
    on conflict (user_id, work_kind, work_id) do update
      set day = excluded.day, scopes = excluded.scopes, slots = excluded.slots, messages = excluded.messages;
end $function$;

CREATE OR REPLACE FUNCTION take_free_slot(of_day date, of_scope text, of_limit integer, amount integer, near bigint)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  slots integer := free_slots(of_limit);
  taken integer;
begin
  if not exists (select from free_days where day = of_day and scope = of_scope and slot = 0 and day_limit = of_limit) then
    perform divide_free_day(of_day, of_scope, of_limit);
  end if;
  update free_days set used = used + amount
    where day = of_day and scope = of_scope and day_limit = of_limit and used + amount <= most and slot = (
      select slot from free_days where day = of_day and scope = of_scope and used + amount <= most
      order by (slot - near % slots + slots) % slots limit 1)
    returning slot into taken;
  if not found then
    raise exception 'the free messages of % are used up today', of_scope
      using errcode = 'integrity_constraint_violation', constraint = 'free_messages_used_up';
  end if;
  return taken;
end $function$;

CREATE OR REPLACE FUNCTION take_plan_days_back(of_user bigint, of_transaction bigint, of_key text, moment timestamp with time zone)
 RETURNS numeric
 LANGUAGE plpgsql
AS $function$
declare
  period subscriptions;
  unused numeric(18, 6);
begin
  select p.* into period from subscriptions p
    join plan_day_entries e on e.user_id = p.user_id and e.id = p.entry_id
    where e.user_id = of_user and e.transaction_id = of_transaction and e.kind = 'purchase';
  unused := extract(epoch from period.ends_at - greatest(period.starts_at, moment));
  if unused is null or unused <= 0 then
    return 0;
  end if;
  insert into plan_day_entries (user_id, kind, plan, seconds, at, paid_until_after, transaction_id, idempotency_key)
    select of_user, 'refund', period.plan, -unused, moment, paid_until - unused * interval '1 second', of_transaction, of_key
    from users where telegram_id = of_user;
  perform shorten_plan(of_user, period.id, unused);
  return unused;
end $function$;

CREATE OR REPLACE FUNCTION undo_plan_days(of_user bigint, of_cause text, of_key text, moment timestamp with time zone)
 RETURNS numeric
 LANGUAGE plpgsql
AS $function$
declare
  period subscriptions;
  unused numeric(18, 6);
begin
  select p.* into period from subscriptions p
    join plan_day_entries e on e.user_id = p.user_id and e.id = p.entry_id
    where e.user_id = of_user and e.idempotency_key = of_cause;
  unused := extract(epoch from period.ends_at - greatest(period.starts_at, moment));
  if unused is null or unused <= 0 then
    return 0;
  end if;
  insert into plan_day_entries (user_id, kind, plan, seconds, at, paid_until_after, undoes, idempotency_key)
    select of_user, 'undone', period.plan, -unused, moment, paid_until - unused * interval '1 second', period.entry_id, of_key
    from users where telegram_id = of_user;
  perform shorten_plan(of_user, period.id, unused);
  return unused;
end $function$;

CREATE OR REPLACE FUNCTION users_credits_move_by_entries()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'the balance of user % moves only through an entry of the ledger', new.telegram_id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION users_paid_until_moves_by_entries()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'what user % has paid until moves only through an entry of plan days', new.telegram_id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION users_start_without_credits()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a new user has no credits; grant them by an entry' using errcode = 'integrity_constraint_violation';
end $function$;

CREATE OR REPLACE FUNCTION voice_answers_charged_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  voice voice_answers;
  taken bigint;
  owed bigint;
begin
  select * into voice from voice_answers where user_id = new.user_id and id = new.id;
  select -coalesce(sum(delta), 0) into taken from credit_entries
    where user_id = new.user_id and idempotency_key like 'voice:' || new.id || ':%';
  owed := case when voice.purse = 'credits' and voice.status <> 'released' then voice.price else 0 end;
  if taken is distinct from owed then
    raise exception 'voice answer % of user % is % but has taken % credits of %', new.id, new.user_id, voice.status, taken, owed
      using errcode = 'integrity_constraint_violation', constraint = 'voice_answers_charged_once';
  end if;
  return null;
end $function$;

CREATE TRIGGER credit_entries_are_not_truncated BEFORE TRUNCATE ON credit_entries FOR EACH STATEMENT EXECUTE FUNCTION credit_entries_are_only_added();
CREATE TRIGGER credit_entries_are_only_added BEFORE DELETE OR UPDATE ON credit_entries FOR EACH ROW EXECUTE FUNCTION credit_entries_are_only_added();
CREATE TRIGGER credit_entries_move_balance AFTER INSERT ON credit_entries FOR EACH ROW EXECUTE FUNCTION credit_entries_move_balance();
CREATE TRIGGER rename_given_up BEFORE INSERT ON events FOR EACH ROW WHEN ((new.kind = 'update_buried'::text)) EXECUTE FUNCTION rename_given_up_event();
CREATE CONSTRAINT TRIGGER images_charged_once AFTER INSERT OR UPDATE OF status, purse, price ON images DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION images_charged_once();
CREATE CONSTRAINT TRIGGER messages_log_charged_once AFTER INSERT OR UPDATE OF status, purse, price ON messages_log DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION messages_log_charged_once();
CREATE TRIGGER plan_day_entries_are_not_truncated BEFORE TRUNCATE ON plan_day_entries FOR EACH STATEMENT EXECUTE FUNCTION credit_entries_are_only_added();
CREATE CONSTRAINT TRIGGER plan_day_entries_are_one_chain AFTER INSERT ON plan_day_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION subscriptions_are_one_chain();
CREATE TRIGGER plan_day_entries_are_only_added BEFORE DELETE OR UPDATE ON plan_day_entries FOR EACH ROW EXECUTE FUNCTION credit_entries_are_only_added();
CREATE TRIGGER plan_day_entries_move_end AFTER INSERT ON plan_day_entries FOR EACH ROW EXECUTE FUNCTION plan_day_entries_move_end();
CREATE CONSTRAINT TRIGGER subscriptions_are_one_chain AFTER INSERT OR UPDATE ON subscriptions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION subscriptions_are_one_chain();
CREATE TRIGGER trials_used_up BEFORE UPDATE ON trials FOR EACH ROW WHEN (((old.used >= old.granted) IS DISTINCT FROM (new.used >= new.granted))) EXECUTE FUNCTION note_trial_used_up();
CREATE TRIGGER users_credits_move_by_entries BEFORE UPDATE OF credits ON users FOR EACH ROW WHEN ((old.credits IS DISTINCT FROM new.credits)) EXECUTE FUNCTION users_credits_move_by_entries();
CREATE TRIGGER users_get_arms AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION assign_arms();
CREATE TRIGGER users_paid_until_moves_by_entries BEFORE UPDATE OF paid_until ON users FOR EACH ROW WHEN ((old.paid_until IS DISTINCT FROM new.paid_until)) EXECUTE FUNCTION users_paid_until_moves_by_entries();
CREATE TRIGGER users_start_without_credits BEFORE INSERT ON users FOR EACH ROW WHEN ((new.credits <> 0)) EXECUTE FUNCTION users_start_without_credits();
CREATE CONSTRAINT TRIGGER voice_answers_charged_once AFTER INSERT OR UPDATE OF status, purse, price ON voice_answers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION voice_answers_charged_once();

create view means as
 SELECT u.telegram_id,
    u.credits,
    u.settings ->> 'model'::text AS chosen_model,
    t.granted,
    t.used,
    ahead.periods,
    u.paid_until,
    u.paid_until IS NOT NULL AS had_subscription,
    COALESCE(renewal.state = 'renewing'::text, false) AS renews,
    renewal.plan AS renewed_plan,
    renewal.expires_at AS renews_at,
    renewal.charge_id,
    renewal.invoice_payload,
    COALESCE(today.questions, 0::bigint) AS questions_today,
    COALESCE(today.credits, 0::bigint) AS credits_today,
    t.rest,
    t.rest_at
   FROM users u
     LEFT JOIN trials t ON t.user_id = u.telegram_id
     LEFT JOIN LATERAL ( SELECT jsonb_agg(jsonb_build_object('plan', subscriptions.plan, 'endsAt', subscriptions.ends_at, 'byQuestions', subscriptions.by_questions) ORDER BY subscriptions.id) AS periods
           FROM subscriptions
          WHERE u.paid_until > now() AND subscriptions.user_id = u.telegram_id AND subscriptions.ends_at > now() AND subscriptions.ends_at > subscriptions.starts_at) ahead ON true
     LEFT JOIN LATERAL ( SELECT count(*) AS questions,
            COALESCE(sum(messages_log.price), 0::bigint) + COALESCE(( SELECT sum(v.price) AS sum
                   FROM voice_answers v
                  WHERE ahead.periods IS NOT NULL AND v.user_id = u.telegram_id AND v.asked_at >= date_trunc('day'::text, now(), 'UTC'::text) AND v.purse = 'subscription'::text AND v.status <> 'released'::text), 0::bigint) + COALESCE(( SELECT sum(i.price) AS sum
                   FROM images i
                  WHERE ahead.periods IS NOT NULL AND i.user_id = u.telegram_id AND i.asked_at >= date_trunc('day'::text, now(), 'UTC'::text) AND i.purse = 'subscription'::text AND i.status <> 'released'::text), 0::bigint) AS credits
           FROM messages_log
          WHERE ahead.periods IS NOT NULL AND messages_log.user_id = u.telegram_id AND messages_log.asked_at >= date_trunc('day'::text, now(), 'UTC'::text) AND messages_log.purse = 'subscription'::text AND (messages_log.status = ANY (ARRAY['pending'::text, 'answered'::text]))) today ON true
     LEFT JOIN LATERAL ( SELECT r.state,
            r.plan,
            r.expires_at,
            r.charge_id,
            r.invoice_payload
           FROM renewals r
          WHERE u.paid_until > now() AND r.user_id = u.telegram_id AND (r.state = 'renewing'::text AND r.expires_at > (now() - '1 day'::interval) OR r.state = 'canceled'::text AND r.expires_at > now())
          ORDER BY (r.state = 'renewing'::text) DESC, r.expires_at DESC
         LIMIT 1) renewal ON true;
