drop table payment_differences;
drop index transactions_refunding;
alter table transactions drop column refund_error, drop column refund_attempts, drop column refund_try_at;
