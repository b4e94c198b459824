-- What support says often, in the languages that it is said in; `{name}` stands for the person.
create table reply_templates (
  id bigint primary key generated always as identity,
  title text not null constraint reply_templates_title unique check (length(title) between 1 and 80),
  texts jsonb not null check (jsonb_typeof(texts) = 'object' and texts <> '{}'),
  changed_at timestamptz not null default now()
);
