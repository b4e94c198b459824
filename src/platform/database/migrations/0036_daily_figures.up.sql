-- What happened on each day in UTC, counted by the worker so that the cabinet need not count over all rows.
create table daily_figures (
  day date not null,
  figure text not null,
  by text not null check (by in ('total', 'plan', 'model')),
  name text not null,
  value bigint not null,
  primary key (day, figure, by, name),
  check ((by = 'total') = (name = ''))
);
