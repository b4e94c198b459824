drop table campaign_bonuses;
alter table campaigns drop column archived_at, drop column bonuses, drop column most_bonuses, drop column bonus;
