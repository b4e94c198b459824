import { fragment } from '#platform/database/fragment.ts'
import { sinceDay } from '#platform/database/since-day.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { netMicroDollars } from '#modules/catalog/net-payment.ts'

/** What came in and what the providers took, in micro-dollars. */
export interface MarginLine {
  revenue: number
  cost: number
  answers: number
}

export type Dimension = 'total' | 'day' | 'model' | 'source' | 'person' | 'day_model' | 'day_source'

interface LineRow extends MarginLine {
  dimension: Dimension
  day: string | null
  model: string | null
  source: string | null
  userId: number | null
}

/** People who cost more than they brought. */
const mostPeople = 10

/** Revenue against cost of the last days, along each dimension. */
export async function linesOf(sql: Sql, money: Catalog['money'], days: number): Promise<LineRow[]> {
  return sql<LineRow>`
    with since as materialized (${sinceDay(days)}), net as (
      select user_id, id, credits_granted, case when status = 'paid' then ${netMicroDollars(money)} else 0 end as micro_dollars
      from transactions where telegram_payment_charge_id is not null
    ), work as (${work}), answered as materialized (
      select m.user_id, (asked_at at time zone 'UTC')::date as day, m.model, purse, price, answers, coalesce(s.plan, purse) as source
      from work m left join subscriptions s
        on purse = 'subscription' and s.user_id = m.user_id and s.starts_at <= m.asked_at and s.ends_at > m.asked_at
    ), credit_values as (${creditValues}), plan_days as (${planDays}), by_plan as (
      select user_id, day, model, sum(greatest(price, 1)) as weight from answered where purse = 'subscription' group by 1, 2, 3
    ), weights as (
      select user_id, day, sum(weight) as weight from by_plan group by 1, 2
    ), facts as (
      select day, coalesce(plan, purse) as source, model, user_id, 0::numeric as revenue, micro_dollars as cost, 0 as answers
      from costs where day >= (select day from since)
      union all
      select a.day, a.source, a.model, a.user_id,
        case a.purse when 'credits' then a.price * coalesce(v.micro_dollars, 0) else 0 end, 0, a.answers
      from answered a left join credit_values v using (user_id)
      union all
      select d.day, d.plan, p.model, d.user_id, d.micro_dollars * coalesce(p.weight / w.weight, 1), 0, 0
      from plan_days d left join by_plan p using (user_id, day) left join weights w using (user_id, day)
      where d.micro_dollars > 0
    ), lines as (
      select case grouping(day, source, model, user_id)
          when 15 then 'total' when 7 then 'day' when 11 then 'source' when 13 then 'model' when 5 then 'day_model'
          when 3 then 'day_source' else 'person' end as dimension,
        day, source, model, user_id, coalesce(round(sum(revenue)), 0)::bigint as revenue, coalesce(sum(cost), 0)::bigint as cost,
        coalesce(sum(answers), 0) as answers
      from facts group by grouping sets ((), (day), (source), (model), (day, model), (day, source), (user_id))
    )
    select dimension, day::text, source, model, user_id, revenue, cost, answers
    from (
      select *, row_number() over (partition by dimension order by revenue - cost, user_id) as place from lines
      where dimension <> 'person' or (revenue < cost and user_id is not null)
    ) as placed
    where dimension <> 'person' or place <= ${mostPeople}
    order by dimension, day, case dimension when 'person' then revenue - cost else -cost end`
}

/** What people asked for and got, with what paid for it. Only an answer counts as one. */
const work = fragment`
      select user_id, asked_at, coalesce(answered_by, model) as model, purse, price, 1 as answers from messages_log, since
      where asked_at >= since.at and status = 'answered'
      union all
      select user_id, asked_at, spoken_by, purse, price, 0 from voice_answers, since
      where asked_at >= since.at and status = 'sent'
      union all
      select user_id, asked_at, made_by, purse, price, 0 from images, since
      where asked_at >= since.at and status = 'sent'`

/** What a credit of each person has cost them on average, of those who have spent some. */
const creditValues = fragment`
      select payer.user_id, paid.micro_dollars / nullif(got.credits, 0) as micro_dollars
      from (select distinct user_id from answered where purse = 'credits') as payer
      join (select user_id, sum(micro_dollars) as micro_dollars from net where credits_granted > 0 group by 1) as paid using (user_id)
      join (
        select e.user_id, sum(delta) as credits
        from (select distinct user_id from answered where purse = 'credits') as payer join credit_entries e using (user_id)
        where e.kind not in ('hold', 'release') group by 1
      ) as got using (user_id)`

/** What each day of a plan that has passed has cost its person. */
const planDays = fragment`
      select p.user_id, p.plan, used.day::date as day, sum(net.micro_dollars / e.seconds * greatest(extract(epoch from
        least(p.ends_at, (used.day + interval '1 day') at time zone 'UTC', now())
          - greatest(p.starts_at, used.day at time zone 'UTC')), 0)) as micro_dollars
      from since, subscriptions p
      join plan_day_entries e on e.user_id = p.user_id and e.id = p.entry_id
      join net on net.user_id = e.user_id and net.id = e.transaction_id
      cross join lateral generate_series(greatest(since.day, (p.starts_at at time zone 'UTC')::date)::timestamp,
        least(now(), p.ends_at) at time zone 'UTC', '1 day') as used (day)
      where p.ends_at > since.at and p.starts_at < now()
      group by 1, 2, 3`
