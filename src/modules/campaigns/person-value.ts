import type { Sql } from '#platform/database/sql.ts'
import { mostMonths } from './count-months.ts'

/** Money in micro-dollars: what came in, less refunds and commission, and what the providers took. */
interface Earned {
  payers: number
  revenue: number
  cost: number
}

interface MonthLine extends Earned {
  month: string
  /** Who asked in it. */
  active: number
}

interface WeekLine extends Earned {
  /** Its Monday. */
  week: string
  /** Who came in it; money and payers are theirs, up to now. */
  people: number
}

/** The months that were counted, oldest first; of the present one what there is so far. */
export async function monthLines(sql: Sql): Promise<MonthLine[]> {
  return sql<MonthLine>`
    with money as (
      select date_trunc('month', day)::date as month,
        sum(value) filter (where figure = 'revenue') as revenue, sum(value) filter (where figure = 'provider') as cost
      from growth_figures where figure in ('revenue', 'provider') group by 1
    )
    select m.month::text, active, payers, coalesce(revenue, 0)::bigint as revenue, coalesce(cost, 0)::bigint as cost
    from month_figures m left join money using (month)
    where m.month > (now() at time zone 'UTC')::date - make_interval(months => ${mostMonths}) order by m.month`
}

/** By the week in which people came, oldest first, also weeks without anyone. */
export async function weekLines(sql: Sql, weeks: number): Promise<WeekLine[]> {
  return sql<WeekLine>`
    with present as materialized (
      select date_trunc('week', now() at time zone 'UTC')::date as week
    )
    select each::date::text as week,
      coalesce(sum(value) filter (where figure = 'came'), 0)::bigint as people,
      coalesce(sum(value) filter (where figure = 'paid'), 0)::bigint as payers,
      coalesce(sum(value) filter (where figure = 'revenue'), 0)::bigint as revenue,
      coalesce(sum(value) filter (where figure = 'provider'), 0)::bigint as cost
    from present
    cross join generate_series((present.week - 7 * (${weeks}::integer - 1))::timestamp, present.week::timestamp, '7 days') as each
    left join growth_figures f on f.week = each::date and f.figure in ('came', 'paid', 'revenue', 'provider')
    group by 1 order by 1`
}
