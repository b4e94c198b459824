alter table messages_log drop column catalog_version;
drop table catalog_draft;
drop table catalog_versions;
