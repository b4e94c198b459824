import { sinceDay } from '#platform/database/since-day.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { netMicroDollars } from '#modules/catalog/net-payment.ts'

/** What came in and what the providers took, in micro-dollars. */
interface MarginLine {
  revenue: number
  cost: number
  answers: number
}

export interface Margin {
  total: MarginLine
  /** Oldest first, in UTC. */
  days: (MarginLine & { day: string })[]
  /** By the entry of the catalogue that answered; null: days of a plan on which nothing was asked. */
  models: (MarginLine & { model: string | null })[]
  /** By plan; `credits` and `trial` are what else pays. */
  plans: (MarginLine & { plan: string })[]
  /** Those who cost more than they brought, the dearest first. */
  people: (MarginLine & { telegramId: number })[]
  /** What was paid for, without what was not used at all. */
  kinds: KindLine[]
  /** Tries of which no price was known, and those whose tokens were counted here. */
  unpricedTries: number
  estimatedTries: number
}

interface KindLine {
  kind: Kind
  cost: number
  /** Tokens, seconds, characters, pictures or searches. */
  amount: number
}

const mostPeople = 10

/**
 * Revenue against cost of the last days. A credit earns when it is spent, what the person's credits have cost on average; a day
 * of a plan earns when it has passed. What was refunded and what an affiliate has kept is no revenue.
 */
export async function marginOf(sql: Sql, { money }: Pick<Catalog, 'money'>, days: number): Promise<Margin> {
  const rows = await linesOf(sql, money, days)
  const by = (dimension: Dimension) => rows.filter((row) => row.dimension === dimension)
  const used = await usedIn(sql, days)
  const [total = nothing] = by('total')
  return {
    total: lineOf(total),
    days: by('day').map((row) => ({ day: row.day!, ...lineOf(row) })),
    models: by('model').map((row) => ({ model: row.model, ...lineOf(row) })),
    plans: by('source').map((row) => ({ plan: row.source!, ...lineOf(row) })),
    people: by('person').flatMap((row) => (row.userId === null ? [] : [{ telegramId: row.userId, ...lineOf(row) }])),
    kinds: kinds
      .map((kind) => ({ kind, cost: used[`${kind}Cost`], amount: used[kind] }))
      .filter(({ amount }) => amount > 0),
    unpricedTries: used.unpriced,
    estimatedTries: used.estimated,
  }
}

export interface DailyMargin extends MarginLine {
  day: string
  by: 'total' | 'plan' | 'model'
  /** Of the plan or what else pays, or the model; empty for all together, - for days of a plan without questions. */
  name: string
}

/** The same for each of the last days apart. */
export async function dailyMargin(sql: Sql, { money }: Pick<Catalog, 'money'>, days: number): Promise<DailyMargin[]> {
  const rows = await linesOf(sql, money, days)
  return rows.flatMap((row) => {
    const by = dailyBy[row.dimension]
    const name = by === 'plan' ? row.source : by === 'model' ? (row.model ?? unused) : ''
    return by && row.day !== null && name !== null ? [{ day: row.day, by, name, ...lineOf(row) }] : []
  })
}

/** Days of a plan on which nothing was asked belong to no model. */
const unused = '-'
const dailyBy: Partial<Record<Dimension, DailyMargin['by']>> = { day: 'total', day_source: 'plan', day_model: 'model' }

const kinds = ['tokens', 'speech', 'voice', 'pictures', 'searches'] as const
type Kind = (typeof kinds)[number]
type Used = Record<Kind | `${Kind}Cost` | 'unpriced' | 'estimated', number>

/** What was used of each kind. A try of speech, of what is read out or of a picture is one kind, its tokens included; searches stand beside an answer. */
async function usedIn(sql: Sql, days: number): Promise<Used> {
  const [used] = await sql<Used>`
    with tries as (
      select *, round(searches * coalesce((price ->> 'perSearch')::numeric, 0)) as searches_cost,
        case when characters > 0 then 'voice' when audio_seconds > 0 then 'speech' when pictures > 0 then 'pictures' else 'tokens' end as kind
      from costs where day > (now() at time zone 'UTC')::date - ${days}::integer
    )
    select coalesce(sum(input_tokens + output_tokens) filter (where kind = 'tokens'), 0)::bigint as tokens,
      coalesce(sum(micro_dollars - searches_cost) filter (where kind = 'tokens'), 0)::bigint as tokens_cost,
      coalesce(sum(audio_seconds) filter (where kind = 'speech'), 0)::bigint as speech,
      coalesce(sum(micro_dollars - searches_cost) filter (where kind = 'speech'), 0)::bigint as speech_cost,
      coalesce(sum(characters), 0)::bigint as voice,
      coalesce(sum(micro_dollars - searches_cost) filter (where kind = 'voice'), 0)::bigint as voice_cost,
      coalesce(sum(pictures), 0)::bigint as pictures,
      coalesce(sum(micro_dollars - searches_cost) filter (where kind = 'pictures'), 0)::bigint as pictures_cost,
      coalesce(sum(searches), 0)::bigint as searches, coalesce(sum(searches_cost), 0)::bigint as searches_cost,
      count(*) filter (where price is null and input_tokens + output_tokens + audio_seconds + characters + pictures + searches > 0) as unpriced,
      count(*) filter (where estimated) as estimated
    from tries`
  return used!
}

type Dimension = 'total' | 'day' | 'model' | 'source' | 'person' | 'day_model' | 'day_source'

interface Row extends MarginLine {
  dimension: Dimension
  day: string | null
  model: string | null
  source: string | null
  userId: number | null
}

const nothing = { revenue: 0, cost: 0, answers: 0 }

function lineOf({ revenue, cost, answers }: MarginLine): MarginLine {
  return { revenue, cost, answers }
}

// oxlint-disable-next-line max-lines-per-function -- it is one statement
async function linesOf(sql: Sql, money: Catalog['money'], days: number): Promise<Row[]> {
  return sql<Row>`
    with since as materialized (${sinceDay(days)}), net as (
      select user_id, id, credits_granted, case when status = 'paid' then ${netMicroDollars(money)} else 0 end as micro_dollars
      from transactions where telegram_payment_charge_id is not null
    ), work as (
      select user_id, asked_at, coalesce(answered_by, model) as model, purse, price, 1 as answers from messages_log, since
      where asked_at >= since.at and status = 'answered'
      union all
      select user_id, asked_at, spoken_by, purse, price, 0 from voice_answers, since
      where asked_at >= since.at and status = 'sent'
      union all
      select user_id, asked_at, made_by, purse, price, 0 from images, since
      where asked_at >= since.at and status = 'sent'
    ), answered as materialized (
      select m.user_id, (asked_at at time zone 'UTC')::date as day, m.model, purse, price, answers, coalesce(s.plan, purse) as source
      from work m left join subscriptions s
        on purse = 'subscription' and s.user_id = m.user_id and s.starts_at <= m.asked_at and s.ends_at > m.asked_at
    ), credit_values as (
      select payer.user_id, paid.micro_dollars / nullif(got.credits, 0) as micro_dollars
      from (select distinct user_id from answered where purse = 'credits') as payer
      join (select user_id, sum(micro_dollars) as micro_dollars from net where credits_granted > 0 group by 1) as paid using (user_id)
      join (
        select e.user_id, sum(delta) as credits
        from (select distinct user_id from answered where purse = 'credits') as payer join credit_entries e using (user_id)
        where e.kind not in ('hold', 'release') group by 1
      ) as got using (user_id)
    ), plan_days as (
      select p.user_id, p.plan, used.day::date as day, sum(net.micro_dollars / e.seconds * greatest(extract(epoch from
        least(p.ends_at, (used.day + interval '1 day') at time zone 'UTC', now())
          - greatest(p.starts_at, used.day at time zone 'UTC')), 0)) as micro_dollars
      from since, subscriptions p
      join plan_day_entries e on e.user_id = p.user_id and e.id = p.entry_id
      join net on net.user_id = e.user_id and net.id = e.transaction_id
      cross join lateral generate_series(greatest(since.day, (p.starts_at at time zone 'UTC')::date)::timestamp,
        least(now(), p.ends_at) at time zone 'UTC', '1 day') as used (day)
      where p.ends_at > since.at and p.starts_at < now()
      group by 1, 2, 3
    ), by_plan as (
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
