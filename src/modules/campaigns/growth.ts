import type { Sql } from '#platform/database/sql.ts'

/** Of the people who came in a week: how many went how far, and how many of them asked in the weeks after. */
interface Cohort {
  week: string
  came: number
  trial: number
  answered: number
  paid: number
  paidAgain: number
  /** Who asked in the week of coming, in the next one, and so on up to the present week. */
  asked: number[]
}

/** The cohorts of the last weeks, oldest first, also those without newcomers; of one campaign where one is named. */
export async function cohortsOf(
  sql: Sql,
  { weeks, campaign }: { weeks: number; campaign?: string | undefined },
): Promise<Cohort[]> {
  return sql<Cohort>`
    with present as materialized (
      select date_trunc('week', now() at time zone 'UTC')::date as week
    ), cohorts as (
      select present.week - 7 * back as week, back from present, generate_series(0, ${weeks}::integer - 1) as back
    ), counted as materialized (
      select week, figure, case figure when 'asked' then (day - week) / 7 else 0 end as nth, sum(value)::bigint as value
      from growth_figures
      where week > (select week from present) - 7 * ${weeks}::integer
        and figure in ('came', 'trial', 'answered', 'paid', 'paid_again', 'asked')
        and (${campaign}::text is null or campaign = ${campaign})
      group by 1, 2, 3
    )
    select c.week::text,
      coalesce(sum(value) filter (where figure = 'came'), 0)::bigint as came,
      coalesce(sum(value) filter (where figure = 'trial'), 0)::bigint as trial,
      coalesce(sum(value) filter (where figure = 'answered'), 0)::bigint as answered,
      coalesce(sum(value) filter (where figure = 'paid'), 0)::bigint as paid,
      coalesce(sum(value) filter (where figure = 'paid_again'), 0)::bigint as paid_again,
      array(
        select coalesce((select value from counted a where a.week = c.week and a.figure = 'asked' and a.nth = n), 0)::integer
        from generate_series(0, c.back) as n order by n
      ) as asked
    from cohorts c left join counted using (week) group by c.week, c.back order by c.week`
}
