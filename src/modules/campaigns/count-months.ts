import type { Sql } from '#platform/database/sql.ts'

/** As many as the page shows. */
export const mostMonths = 12

/**
 * Counts how many people asked and how many paid in each of the last months: in the present one and in that of the day before
 * yesterday, further back where months were not counted yet, or as many as are asked for. A whole month is read, so within an hour
 * it is not read again.
 */
export async function countMonths(sql: Sql, wanted?: number): Promise<void> {
  const months = wanted ?? (await monthsToCount(sql))
  if (months === 0) return
  await sql.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('month_figures'))`
    await sql`
      delete from month_figures
      where month > (date_trunc('month', now() at time zone 'UTC') - make_interval(months => ${months}::integer))::date`
    await sql`
      with since as materialized (
        select month, month::timestamp at time zone 'UTC' as at from (
          select (date_trunc('month', now() at time zone 'UTC') - make_interval(months => ${months}::integer - 1))::date as month
        ) as first
      ), asked as (
        select month, count(*) as active from (
          select distinct user_id, date_trunc('month', asked_at at time zone 'UTC')::date as month
          from messages_log, since where asked_at >= since.at
        ) as people group by month
      ), paid as (
        select date_trunc('month', paid_at at time zone 'UTC')::date as month, count(distinct user_id) as payers
        from transactions, since where paid_at >= since.at and status = 'paid' group by 1
      )
      insert into month_figures (month, active, payers)
      select each::date, coalesce(active, 0), coalesce(payers, 0)
      from since cross join generate_series(since.month::timestamp, now() at time zone 'UTC', '1 month') as each
      left join asked on asked.month = each::date left join paid on paid.month = each::date`
  })
}

async function monthsToCount(sql: Sql): Promise<number> {
  const [row] = await sql<{ months: number }>`
    with counted as (
      select max(month) as last, coalesce(max(counted_at) > now() - interval '1 hour', false) as fresh from month_figures
    ), open as (
      select fresh, last, age(
          date_trunc('month', now() at time zone 'UTC'),
          least(last, date_trunc('month', now() at time zone 'UTC' - interval '2 days'))) as time
      from counted
    )
    select case
        when fresh then 0
        when last is null then ${mostMonths}::integer
        else least(extract(year from time) * 12 + extract(month from time) + 1, ${mostMonths}::integer)::integer
      end as months
    from open`
  return row!.months
}
