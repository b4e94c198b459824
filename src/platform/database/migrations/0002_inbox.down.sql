drop table dead_updates, seen_updates, lanes, inbox;
