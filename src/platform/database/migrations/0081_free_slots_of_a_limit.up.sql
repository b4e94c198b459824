-- People are divided among the rows that a limit has. They were divided among sixteen, of which a usual limit has two: fifteen
-- of sixteen people began with the same one.
create or replace function take_free_slot(of_day date, of_scope text, of_limit integer, amount integer, near bigint)
  returns integer language plpgsql volatile as $$
declare
  slots integer := free_slots(of_limit);
  taken integer;
begin
  if not exists (select from free_days where day = of_day and scope = of_scope and slot = 0 and day_limit = of_limit) then
    perform divide_free_day(of_day, of_scope, of_limit);
  end if;
  update free_days set used = used + amount
    where day = of_day and scope = of_scope and day_limit = of_limit and used + amount <= most and slot = (
      select slot from free_days where day = of_day and scope = of_scope and used + amount <= most
      order by (slot - near % slots + slots) % slots limit 1)
    returning slot into taken;
  if not found then
    raise exception 'the free messages of % are used up today', of_scope
      using errcode = 'integrity_constraint_violation', constraint = 'free_messages_used_up';
  end if;
  return taken;
end $$;
