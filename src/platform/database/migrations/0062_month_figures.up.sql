-- How many people asked, and how many paid, in each month in UTC: people of days cannot be added up. Counted by the worker.
create table month_figures (
  month date primary key check (extract(day from month) = 1),
  active integer not null check (active >= 0),
  payers integer not null check (payers >= 0),
  counted_at timestamptz not null default now()
);
