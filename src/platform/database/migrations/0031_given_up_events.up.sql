-- An update that was given up has one name everywhere. The trigger comes first and stays for this release: while the
-- programs are replaced, one of the release before may still write the old name.
create function rename_given_up_event() returns trigger language plpgsql as $$
begin
  new.kind := 'update_given_up';
  return new;
end $$;
create trigger rename_given_up before insert on events
  for each row when (new.kind = 'update_buried') execute function rename_given_up_event();
update events set kind = 'update_given_up' where kind = 'update_buried';
