alter table messages_log drop column search_price, drop column searches, drop column sources;
