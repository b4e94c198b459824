drop table win_backs;
drop trigger trials_used_up on trials;
drop function note_trial_used_up();
alter table trials drop column used_up_at;
