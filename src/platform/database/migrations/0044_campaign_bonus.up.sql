-- What a campaign gives to people who are new, once each, to so many of them.
alter table campaigns
  add column bonus jsonb check (jsonb_typeof(bonus) = 'object'),
  add column most_bonuses integer not null default 0 check (most_bonuses >= 0),
  add column bonuses integer not null default 0 check (bonuses >= 0),
  add column archived_at timestamptz;

-- A person has one for ever, by whichever campaign.
create table campaign_bonuses (
  user_id bigint primary key references users (telegram_id),
  campaign text not null references campaigns (name),
  given_at timestamptz not null default now()
);
