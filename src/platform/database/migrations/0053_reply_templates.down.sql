drop table reply_templates;
