drop table support_requests, subscription_reminders, reconciliation;
