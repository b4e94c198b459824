alter table setting_versions drop column what_is_new, drop column asks_anew;
alter table consents drop column how;
alter table users drop column agreement;
