-- On which day how many people took which step, by the week in which they came and by the campaign whose link was their first;
-- counted by the worker, so that the cabinet need not count over all rows.
create table growth_figures (
  day date not null,
  -- Its Monday, in UTC.
  week date not null check (extract(isodow from week) = 1),
  -- Empty: without a link, or by one that is no campaign.
  campaign text not null,
  figure text not null check (figure in
    ('came', 'trial', 'answered', 'paid', 'paid_again', 'asked', 'stars', 'revenue', 'provider')),
  value bigint not null,
  primary key (day, week, campaign, figure),
  check (day >= week)
);

-- By which @name people find the bot: it makes the links of campaigns.
create table bot_name (
  number smallint primary key default 1 check (number = 1),
  username text not null,
  said_at timestamptz not null default now()
);
