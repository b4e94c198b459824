-- Counts how often a draft was saved: who has seen an older one may neither write over it nor send it.
alter table broadcasts add column revision integer not null default 1;
