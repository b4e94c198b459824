create index consents_of_user on consents (user_id, id);
alter table consents drop constraint consents_pkey;
alter table consents add primary key (id);

create or replace function earlier_exchanges (of_user bigint, of_conversation bigint, before_id bigint, most integer)
returns table (id bigint, question text, answer text, files_of bigint) language sql stable as $$
  select m.id, m.question, m.answer, case when m.attached > 0 then case when m.about = 'again' then m.about_id else m.id end end
  from messages_log m
  where m.user_id = of_user and m.conversation_id = of_conversation and m.id < before_id
    and m.status = 'answered' and m.question is not null and m.answer is not null
    -- In which nothing was said.
    and (m.question <> '' or m.heard is distinct from '')
    and not exists (
      select from messages_log newer
      where newer.user_id = m.user_id and newer.about_id = case when m.about = 'again' then m.about_id else m.id end
        and newer.about = 'again' and newer.id > m.id and newer.id < before_id and newer.status = 'answered'
    )
  order by m.id desc limit most
$$;
