import { sinceDay } from '#platform/database/since-day.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { dailyMargin } from '#modules/costs/margin.ts'

/** As far back as figures are kept ready. */
const mostDays = 92
/** A refund or a late answer changes a day that has passed; the nightly count finds what is older. */
const countedAgain = 2

/**
 * Counts the last days anew, from the raw tables: today and yesterday, further back where days were not counted yet, or as
 * many as are asked for. In one transaction, so that a day is never seen half counted.
 */
export async function countDays(sql: Sql, catalog: Catalog, wanted?: number): Promise<void> {
  const days = wanted ?? (await daysToCount(sql))
  const margins = await dailyMargin(sql, catalog, days)
  const lines = margins.flatMap(({ day, by, name, ...values }) =>
    (['revenue', 'cost', 'answers'] as const).map((figure) => ({ day, figure, by, name, value: values[figure] })),
  )
  await sql.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('daily_figures'))`
    await sql`delete from daily_figures where day > (now() at time zone 'UTC')::date - ${days}::integer`
    await sql`
      insert into daily_figures (day, figure, by, name, value)
      select * from unnest(${lines.map(({ day }) => day)}::date[], ${lines.map(({ figure }) => figure)}::text[],
        ${lines.map(({ by }) => by)}::text[], ${lines.map(({ name }) => name)}::text[], ${lines.map(({ value }) => value)}::bigint[])`
    await countHappenings(sql, days)
  })
}

async function daysToCount(sql: Sql): Promise<number> {
  const [row] = await sql<{ days: number }>`
    select least(greatest(coalesce((now() at time zone 'UTC')::date - max(day) + 1, ${mostDays}), ${countedAgain}), ${mostDays}) as days
    from daily_figures`
  return row!.days
}

/** Each table is read once, from the first of these days on. */
async function countHappenings(sql: Sql, days: number): Promise<void> {
  await sql`
    with since as materialized (${sinceDay(days)}), asked as (
      select (asked_at at time zone 'UTC')::date as day, count(distinct user_id) as active,
        count(*) filter (where status in ('failed', 'abandoned', 'undelivered')) as failed
      from messages_log, since where asked_at >= since.at group by 1
    ), paid as (
      select (paid_at at time zone 'UTC')::date as day, sum(amount) as stars
      from transactions, since where paid_at >= since.at and currency = 'XTR' group by 1
    ), returned as (
      select (refunded_at at time zone 'UTC')::date as day, sum(amount) as stars
      from transactions, since where refunded_at >= since.at and currency = 'XTR' group by 1
    ), wrong as (
      select (events.at at time zone 'UTC')::date as day, count(*) as errors
      from events, since where events.at >= since.at and level = 'error' group by 1
    ), came as (
      select (created_at at time zone 'UTC')::date as day, count(*) as users
      from users, since where created_at >= since.at group by 1
    )
    insert into daily_figures (day, figure, by, name, value)
    select day, figure, 'total', '', value from (
      select day, 'active' as figure, active as value from asked
      union all select day, 'failed', failed from asked
      union all select day, 'revenue_stars', stars from paid
      union all select day, 'refunds_stars', stars from returned
      union all select day, 'events', errors from wrong
      union all select day, 'users', users from came
    ) as counted where value <> 0`
}

export interface DayLine {
  day: string
  revenue: number
  cost: number
  answers: number
  users: number
  active: number
  failed: number
  errors: number
  revenueStars: number
  refundsStars: number
}

/** The last days, oldest first, also those on which nothing happened. */
export async function dayLines(sql: Sql, days: number): Promise<DayLine[]> {
  return sql<DayLine>`
    select each.day::date::text as day,
      coalesce(sum(value) filter (where figure = 'revenue'), 0)::bigint as revenue,
      coalesce(sum(value) filter (where figure = 'cost'), 0)::bigint as cost,
      coalesce(sum(value) filter (where figure = 'answers'), 0)::bigint as answers,
      coalesce(sum(value) filter (where figure = 'users'), 0)::bigint as users,
      coalesce(sum(value) filter (where figure = 'active'), 0)::bigint as active,
      coalesce(sum(value) filter (where figure = 'failed'), 0)::bigint as failed,
      coalesce(sum(value) filter (where figure in ('events', 'failed')), 0)::bigint as errors,
      coalesce(sum(value) filter (where figure = 'revenue_stars'), 0)::bigint as revenue_stars,
      coalesce(sum(value) filter (where figure = 'refunds_stars'), 0)::bigint as refunds_stars
    from generate_series((now() at time zone 'UTC')::date - ${days}::integer + 1, (now() at time zone 'UTC')::date, '1 day') as each (day)
    left join daily_figures f on f.day = each.day::date and f.by = 'total'
    group by 1 order by 1`
}

export interface ShareLine {
  by: 'plan' | 'model'
  name: string
  revenue: number
  cost: number
  answers: number
}

/** The last days together, by what pays and by the model that answered, the dearest first. */
export async function shareLines(sql: Sql, days: number): Promise<ShareLine[]> {
  return sql<ShareLine>`
    select by, name,
      coalesce(sum(value) filter (where figure = 'revenue'), 0)::bigint as revenue,
      coalesce(sum(value) filter (where figure = 'cost'), 0)::bigint as cost,
      coalesce(sum(value) filter (where figure = 'answers'), 0)::bigint as answers
    from daily_figures where by <> 'total' and day > (now() at time zone 'UTC')::date - ${days}::integer
    group by by, name order by by, cost desc, name`
}
