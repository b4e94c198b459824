-- Which process reads an answer out or sends a notice, by the name of its session: when the lock of that name can be taken
-- the process is gone, long before the lease ends. Null while no process is at work on it, and in rows of earlier releases.
alter table voice_answers add column worker text;
alter table outbox add column worker text;
create index outbox_workers on outbox (worker) where state = 'waiting' and worker is not null;
