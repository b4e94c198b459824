-- What was set in the cabinet while the programs run: the newest row of a setting counts. Rows are only added.
create table setting_versions (
  version bigint generated always as identity primary key,
  setting text not null check (setting <> ''),
  -- Null: the default counts again.
  value jsonb,
  set_by bigint not null,
  reason text not null check (reason <> ''),
  set_at timestamptz not null default now()
);
create index setting_versions_by_setting on setting_versions (setting, version desc);
