drop trigger users_get_arms on users;
drop function assign_arms();
drop table experiment_figures, experiment_arms, experiments;
