drop index support_requests_open, payment_differences_newest, transactions_refunded,
  transactions_unmatched, transactions_of_status, transactions_newest, users_first_name, users_username, users_newest;
drop table audit_log, cabinet_sessions, cabinet_openings, cabinet_links, role_links;
delete from roles where role <> 'owner';
alter table roles drop constraint roles_role_check;
alter table roles add constraint roles_role_check check (role = 'owner');
