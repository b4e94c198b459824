-- What is sold and which models answer, as it was published in the cabinet: the newest version counts. Rows are only added,
-- and an earlier version is published again as a new one. Version 1 is the file that counted before.
create table catalog_versions (
  version integer primary key check (version > 0),
  -- As it was written; json keeps the order of what stands in it.
  content json not null,
  -- Null for the file.
  published_by bigint,
  reason text not null check (reason <> ''),
  -- The version that was brought back.
  restored integer references catalog_versions,
  published_at timestamptz not null default now()
);

-- What is being written for the next version; one for the whole cabinet.
create table catalog_draft (
  number smallint primary key default 1 check (number = 1),
  -- The version that counted when it was begun; 0 for the file.
  base integer not null check (base >= 0),
  -- Goes up with each saving: who has seen an older one does not write over a newer one.
  revision integer not null check (revision > 0),
  content json not null,
  edited_by bigint not null,
  edited_at timestamptz not null default now()
);

-- The version by which a question was quoted: it is answered and charged by that one. Null in rows of earlier releases.
alter table messages_log add column catalog_version integer;
