alter table messages_log drop column tools_price;
