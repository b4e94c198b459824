-- What the providers' lists say of the models of the catalogue, as the worker has read them, and what the owners were told.
create table watched_models (
  -- The id of the entry, and the name that is asked for.
  model text not null,
  provider_model text not null,
  -- When its provider gave a list last.
  asked_at timestamptz,
  -- When the list had it last; null: never yet.
  listed_at timestamptz,
  shuts_down_on date,
  told text[] not null default '{}',
  primary key (model, provider_model)
);
