-- The checks go with the files that made them.
select 1;
