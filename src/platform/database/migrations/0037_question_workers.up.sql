-- Which process answers a question, by the name of its session: whoever can take the lock of that name knows that it is
-- gone, long before the lease ends. Null in rows of earlier releases, of which only the lease tells.
alter table messages_log add column worker text;
