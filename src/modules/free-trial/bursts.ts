import type { Sql } from '#platform/database/sql.ts'
import { say } from '#modules/notifications/outbox.ts'
import type { Link } from './contract.ts'
import { linkOf } from './links.ts'
import { type Arrivals, isSuspicious } from './suspicion.ts'

/** What comes by the same link within so many hours of the last look belongs to the same burst. */
const quietHours = 3
/** A longer list is not read. */
const mostListed = 50

/**
 * Looks at the people of the last hour, link by link, and notes the bursts; the owners are told once of each. First words are
 * compared where questions are kept, and are not stored for it. Returns how many bursts began.
 */
export async function findBursts(sql: Sql): Promise<number> {
  const links = (await arrivalsOfLinks(sql)).filter(isSuspicious)
  let begun = 0
  for (const arrivals of links) if (await noteBurst(sql, arrivals)) begun += 1
  return begun
}

interface ArrivalsOfLink extends Arrivals {
  link: string
  beganAt: Date
}

/** First words are the same whatever their case and spaces are. */
async function arrivalsOfLinks(sql: Sql): Promise<ArrivalsOfLink[]> {
  return sql<ArrivalsOfLink>`
    with people as materialized (
      select s.first_kind || ':' || s.first_name as link, u.created_at, t.user_id is not null as tried, coalesce(t.rest > 0, false) as in_steps, (
        select md5(regexp_replace(lower(btrim(m.question)), '\\s+', ' ', 'g')) from messages_log m
        where m.user_id = u.telegram_id and m.question <> '' order by m.id limit 1) as words
      from users u
      join starts s on s.user_id = u.telegram_id and s.first_kind in ('campaign', 'referral') and s.first_name is not null
      left join trials t on t.user_id = u.telegram_id
      where u.created_at > now() - interval '1 hour'
    ), likeness as (
      select link, max(times) as alike from (
        select link, words, count(*) as times from people where words is not null group by 1, 2
      ) as same group by 1
    )
    select link, min(created_at) as began_at, count(*)::integer as starts, count(words)::integer as asked,
      coalesce(max(alike), 0)::integer as alike, count(*) filter (where tried)::integer as trials,
      count(*) filter (where in_steps)::integer as in_steps
    from people left join likeness using (link) group by link`
}

/** The worst hour of a burst is kept. True when it is a new one. */
async function noteBurst(sql: Sql, { link, beganAt, ...arrivals }: ArrivalsOfLink): Promise<boolean> {
  const { starts, asked, alike, trials, inSteps } = arrivals
  return sql.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`burst:${link}`}, 0))`
    const known = await sql`
      update bursts set last_at = now(), starts = greatest(starts, ${starts}), asked = greatest(asked, ${asked}),
        alike = greatest(alike, ${alike}), trials = greatest(trials, ${trials}), in_steps = greatest(in_steps, ${inSteps})
      where link = ${link} and last_at > now() - make_interval(hours => ${quietHours}) returning id`
    if (known.length > 0) return false
    const [burst] = await sql<{ id: number }>`
      insert into bursts (link, began_at, starts, asked, alike, trials, in_steps)
      values (${link}, ${beganAt}, ${starts}, ${asked}, ${alike}, ${trials}, ${inSteps}) returning id`
    await say(sql, {
      key: `burst:${burst!.id}`,
      to: 'owners',
      kind: 'burst_found',
      data: { link: linkOf(link), ...arrivals },
    })
    return true
  })
}

/** Whether a person has come by a link by which many alike are coming now. */
export async function isInBurst(sql: Sql, telegramId: number): Promise<boolean> {
  const rows = await sql`
    select 1 from starts s join bursts b on b.link = s.first_kind || ':' || s.first_name
    where s.user_id = ${telegramId} and b.last_at > now() - interval '1 hour' limit 1`
  return rows.length > 0
}

interface Burst extends Arrivals {
  id: number
  link: Link
  beganAt: Date
  lastAt: Date
}

/** The latest ones first. */
export async function latestBursts(sql: Sql): Promise<Burst[]> {
  const rows = await sql<Omit<Burst, 'link'> & { link: string }>`
    select * from bursts order by last_at desc, id desc limit ${mostListed}`
  return rows.map((row) => ({ ...row, link: linkOf(row.link) }))
}

export async function deleteBursts(sql: Sql, options: { keepDays: number }): Promise<void> {
  await sql`delete from bursts where last_at < now() - make_interval(days => ${options.keepDays})`
}
