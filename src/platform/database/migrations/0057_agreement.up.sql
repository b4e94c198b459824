-- What a person has agreed to: {"language", "published", "edition"}. Null: never, or withdrawn; those who came before are asked
-- with their next question.
alter table users add column agreement jsonb constraint users_agreement_check check (jsonb_typeof(agreement) = 'object');
-- Under which words it was said; null: in a release that did not keep it, or in the settings.
alter table consents add column how text constraint consents_how_check check (how <> '');
alter table setting_versions
  -- Of a document: whether people have to agree to it anew.
  add column asks_anew boolean not null default false,
  -- Said to them then.
  add column what_is_new text constraint setting_versions_what_is_new_check check (what_is_new <> '');
