drop function charge_work(bigint, text, bigint, text, integer, text, integer, text);
drop function enter_credits(bigint, integer, text, text, text, bigint, bigint);
