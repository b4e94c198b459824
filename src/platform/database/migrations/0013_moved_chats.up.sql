-- A group that becomes a supergroup has another id from then on; its conversations are found by the old one.
create index conversations_of_groups on conversations (chat_id) where chat_id < 0;
