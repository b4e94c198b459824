-- Takes lanes that may be worked on, the longest ready first, and reads the updates at their heads: two looks at the tables
-- in one round trip. Each statement of a volatile function sees what was committed before it began, which is the point.
create function claim_lanes(wanted_kind text, most_lanes integer, per_lane integer, lease interval, by_owner text)
  returns table (lane text, fence bigint, attempts integer, update_id bigint, payload jsonb, accepted_at timestamptz)
  language plpgsql volatile as $$
declare
  claimed lanes[];
begin
  -- A lane is locked as it is now, but all else a statement reads is as it was when the statement began: read in this one,
  -- what another process finished in between would be handed out again. Once a lane is ours only new updates can be added.
  -- `statement_timestamp()` is one value for the whole statement, which lets the index stop at it; `clock_timestamp()` would
  -- walk over every idle lane there is.
  with ready as (
    select l.lane from lanes l where l.kind = wanted_kind and l.ready_at <= statement_timestamp()
    order by l.ready_at limit most_lanes for update skip locked
  ), taken as (
    update lanes l set ready_at = clock_timestamp() + lease, fence = l.fence + 1, attempts = l.attempts + 1, owner = by_owner
    from ready where l.lane = ready.lane
    returning l.*
  )
  select array_agg(taken::lanes) into claimed from taken;
  return query
    select held.lane, held.fence, held.attempts, head.update_id, head.payload, head.accepted_at
    from unnest(claimed) as held
    left join lateral (
      select * from inbox i where i.lane = held.lane order by i.seq limit per_lane
    ) as head on true
    order by head.seq;
end $$;

-- What was said before a question in its conversation, newest first. What was asked again counts only with its newest answer.
create function earlier_exchanges(of_user bigint, of_conversation bigint, before_id bigint, most integer)
  returns table (id bigint, question text, answer text) language sql stable as $$
  select m.id, m.question, m.answer from messages_log m
  where m.user_id = of_user and m.conversation_id = of_conversation and m.id < before_id
    and m.status = 'answered' and m.question is not null and m.answer is not null
    and not exists (
      select from messages_log newer
      where newer.user_id = m.user_id and newer.about_id = case when m.about = 'again' then m.about_id else m.id end
        and newer.about = 'again' and newer.id > m.id and newer.id < before_id and newer.status = 'answered'
    )
  order by m.id desc limit most
$$;
