drop trigger rename_given_up on events;
drop function rename_given_up_event();
update events set kind = 'update_buried' where kind = 'update_given_up';
