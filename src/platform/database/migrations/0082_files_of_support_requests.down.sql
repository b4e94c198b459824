alter table support_requests drop column files;
