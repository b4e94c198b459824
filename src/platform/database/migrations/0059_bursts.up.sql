-- Many alike who have come by one link within an hour: what was seen in the worst hour of each burst.
create table bursts (
  id bigint generated always as identity primary key,
  -- The kind and the name of the link.
  link text not null,
  began_at timestamptz not null,
  last_at timestamptz not null default now(),
  starts integer not null check (starts > 0),
  -- How many have asked, and how many of them began with the same words.
  asked integer not null check (asked >= 0),
  alike integer not null check (alike between 0 and asked),
  -- How many have begun the trial, and how many of them have it in steps because Telegram shows little of them.
  trials integer not null check (trials >= 0),
  in_steps integer not null check (in_steps between 0 and trials)
);
create index bursts_of_link on bursts (link, last_at desc);
create index bursts_last on bursts (last_at desc);

-- Links whose people have no free messages until an owner allows them again.
create table paused_links (
  link text primary key,
  paused_at timestamptz not null default now()
);
