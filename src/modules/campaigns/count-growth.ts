import { sinceDay } from '#platform/database/since-day.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { netMicroDollars } from '#modules/catalog/net-payment.ts'

/** As far back as figures are kept ready: twelve months, which are more than the weeks that are shown. */
const mostDays = 366
/** What comes late changes a day that has passed; the nightly count finds what is older. */
const countedAgain = 2

/**
 * Counts the last days anew, from the raw tables: today and yesterday, further back where days were not counted yet, or as
 * many as are asked for. A step is counted on the day on which a person took it, and asking once in each week, so that days
 * add up. In one transaction, so that a day is never seen half counted.
 */
export async function countGrowth(sql: Sql, { money }: Pick<Catalog, 'money'>, wanted?: number): Promise<void> {
  const days = wanted ?? (await daysToCount(sql))
  await sql.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('growth_figures'))`
    await sql`delete from growth_figures where day > (now() at time zone 'UTC')::date - ${days}::integer`
    const since = await sinceOf(sql, days)
    await countSteps(sql, since)
    await countMoney(sql, money, since)
  })
}

/** Months are counted after days: where there are none, the days are those of a release that counted less of them. */
async function daysToCount(sql: Sql): Promise<number> {
  const [row] = await sql<{ days: number }>`
    select least(greatest(coalesce((now() at time zone 'UTC')::date - max(day) + 1, ${mostDays}), ${countedAgain}), ${mostDays}) as days
    from growth_figures where exists (select from month_figures)`
  return row!.days
}

/** The first of these days: its date, when it begins, and when the week begins in which it lies. */
interface Since {
  day: string
  at: Date
  monday: Date
}

async function sinceOf(sql: Sql, days: number): Promise<Since> {
  const [since] = await sql<Since>`
    select day::text, at, date_trunc('week', day::timestamp) at time zone 'UTC' as monday from (${sinceDay(days)}) as first`
  return since!
}

/** Each table is read from the first of these days on; asking from the Monday before it on. */
async function countSteps(sql: Sql, { at, monday }: Since): Promise<void> {
  await sql`
    with steps (user_id, at, figure) as (
      select telegram_id, created_at, 'came' from users where created_at >= ${at}::timestamptz
      union all select user_id, started_at, 'trial' from trials where started_at >= ${at}::timestamptz
      -- Asking once in each week. Only those whose first answer of the week is new are looked for in the weeks before.
      union all select user_id, step.at, figure from (
        select user_id, min(asked_at) as at, min(asked_at) filter (where status = 'answered') as answered_at
        from messages_log where asked_at >= ${monday}::timestamptz
        group by user_id, date_trunc('week', asked_at at time zone 'UTC')
      ) as asked cross join lateral (values ('asked', asked.at), ('answered', asked.answered_at)) as step (figure, at)
        where figure = 'asked' or (step.at >= ${at}::timestamptz and not exists (
          select from messages_log before where before.user_id = asked.user_id and before.asked_at < step.at
            and before.status = 'answered'))
      union all select user_id, paid.at, case nth when 1 then 'paid' else 'paid_again' end from (
        select user_id, paid_at as at, row_number() over (partition by user_id order by paid_at, id) as nth
        from transactions where status = 'paid' and user_id in (select user_id from transactions where paid_at >= ${at}::timestamptz)
      ) as paid where nth <= 2
    )
    insert into growth_figures (day, week, campaign, figure, value)
    select (s.at at time zone 'UTC')::date, date_trunc('week', u.created_at at time zone 'UTC')::date, coalesce(c.name, ''), figure,
      count(*)
    from steps s
    join users u on u.telegram_id = s.user_id
    left join starts l on l.user_id = u.telegram_id and l.first_kind = 'campaign'
    left join campaigns c on c.name = l.first_name
    where s.at >= ${at}::timestamptz and (s.at at time zone 'UTC')::date >= date_trunc('week', u.created_at at time zone 'UTC')::date
    group by 1, 2, 3, 4`
}

/** What people paid and cost. */
async function countMoney(sql: Sql, money: Catalog['money'], { day, at }: Since): Promise<void> {
  await sql`
    with paid as (
      select user_id, (paid_at at time zone 'UTC')::date as day, case when currency = 'XTR' then amount else 0 end as stars,
        ${netMicroDollars(money)} as revenue
      from transactions where paid_at >= ${at}::timestamptz and status = 'paid'
    ), moves (user_id, day, figure, amount) as (
      select user_id, day, 'stars', stars from paid
      union all select user_id, day, 'revenue', revenue from paid
      union all select user_id, costs.day, 'provider', micro_dollars from costs where costs.day >= ${day}::date
    )
    insert into growth_figures (day, week, campaign, figure, value)
    select day, date_trunc('week', u.created_at at time zone 'UTC')::date, coalesce(c.name, ''), figure, round(sum(amount))
    from moves m
    join users u on u.telegram_id = m.user_id
    left join starts l on l.user_id = u.telegram_id and l.first_kind = 'campaign'
    left join campaigns c on c.name = l.first_name
    where day >= date_trunc('week', u.created_at at time zone 'UTC')::date
    group by 1, 2, 3, 4 having round(sum(amount)) <> 0`
}
