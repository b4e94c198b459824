import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { firstDemoId } from './business.ts'

const timeZone = 'Europe/Moscow'
/** One of so many of those who are here often. */
const peopleToASchedule = 4
const leastDays = 5

/**
 * Questions by the clock, of people who are here often, with the days on which they were answered. All of them are paused: the
 * worker would have the others asked, and answered to people whom Telegram does not know.
 */
export async function writeSchedules(sql: Sql, catalog: Catalog): Promise<void> {
  const credits = catalog.models[0]!.priceCredits
  await sql.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('demo'))`
    if ((await sql`select from schedules where user_id >= ${firstDemoId} limit 1`).length > 0) return
    await sql`
      with asked as (
        select user_id, (asked_at at time zone ${timeZone})::date as day, min(asked_at) as at from messages_log
        where user_id >= ${firstDemoId} and purse <> 'trial' and status = 'answered' group by 1, 2
      ), often as (
        select user_id, min(at) as first_at, max(at) as last_at, row_number() over (order by user_id) as place
        from asked group by user_id having count(*) >= ${leastDays}
      ), made as (
        insert into schedules (user_id, update_id, said, question, every, at_minute, state, paused_because, agreed_credits, message_id,
          created_at)
        select user_id, 0, case language when 'ru' then 'каждый день ' else 'every day ' end || words, words, 'day',
          extract(hour from local_at)::integer * 60 + extract(minute from local_at)::integer, 'paused',
          case place / ${peopleToASchedule} % 3 when 0 then 'asked' when 1 then 'unread' else 'no_access' end, ${credits}, 1,
          first_at - interval '10 minutes'
        from often join users on telegram_id = user_id
        cross join lateral (select case language when 'ru' then 'расскажи новости' else 'tell me the news' end as words,
          last_at at time zone ${timeZone} as local_at) as chosen
        where place % ${peopleToASchedule} = 0
        returning user_id, id, created_at, paused_because
      ), ran as (
        insert into schedule_runs (user_id, schedule_id, day, due_at, state, asked_at)
        select user_id, id, day, date_trunc('minute', at), 'asked', at from made join asked using (user_id)
        returning user_id, schedule_id, asked_at
      ), zoned as (
        update users set settings = settings || jsonb_build_object('timeZone', ${timeZone}::text)
        from made where telegram_id = user_id
      )
      insert into events (at, level, kind, user_id, data)
      select created_at, 'info', 'schedule_started', user_id, jsonb_build_object('id', id, 'every', 'day', 'shownCredits', ${credits}::integer)
      from made
      union all
      select max(asked_at) + interval '1 hour', 'info', 'schedule_paused', user_id, jsonb_build_object('id', id, 'reason', paused_because)
      from made join ran using (user_id) group by user_id, id, paused_because`
  })
}
