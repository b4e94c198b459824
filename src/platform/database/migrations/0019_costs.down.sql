alter table transactions drop column commission_nanostars;
drop function record_costs(bigint, text, bigint, integer, text, jsonb);
drop table costs;
