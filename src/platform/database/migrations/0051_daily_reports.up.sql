-- Who wants the figures of a day by message, and at which hour where they live.
create table daily_reports (
  telegram_id bigint primary key check (telegram_id > 0),
  hour integer not null check (hour between 0 and 23),
  time_zone text not null,
  -- The local day of the last one: a clock that is put back sends none twice.
  sent_on date
);
