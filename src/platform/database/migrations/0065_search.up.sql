-- What is looked up for a question. How much of its price is for that; null: nothing may be looked up for it.
alter table messages_log
  add column search_price integer check (search_price >= 0),
  -- Searches that found something.
  add column searches integer not null default 0 check (searches >= 0),
  -- The pages that the answer names, with their numbers in it.
  add column sources jsonb;
