drop view means;
alter table users drop column version;
