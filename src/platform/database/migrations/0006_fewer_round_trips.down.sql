drop function earlier_exchanges(bigint, bigint, bigint, integer);
drop function claim_lanes(text, integer, integer, interval, text);
