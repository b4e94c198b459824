import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { netMicroDollars } from '#modules/catalog/net-payment.ts'
import type { Arm } from './contract.ts'

/** Of one arm, as the worker has counted it: money of its people until the end, less what was refunded whenever. */
export interface ArmFigures {
  arm: Arm
  people: number
  trials: number
  payers: number
  revenueMicroDollars: number
  providerMicroDollars: number
  /** Of the margin of a person; null for fewer than two. */
  variance: number | null
  countedAt: Date
}

/** Counts one experiment anew from the raw tables; the people are those who got an arm, so it stays as small as they are few. */
export async function countExperiment(
  sql: Sql,
  { money }: Pick<Catalog, 'money'>,
  { id, endedAt: until }: Counted,
): Promise<void> {
  await sql`
    with people as materialized (
      select user_id, arm from experiment_arms where experiment_id = ${id}
    ), paid as materialized (
      select user_id, sum(${netMicroDollars(money)}) as revenue
      from people join transactions using (user_id)
      where status = 'paid' and paid_at <= coalesce(${until}::timestamptz, now()) group by user_id
    ), taken as materialized (
      select user_id, sum(micro_dollars) as cost
      from people join costs using (user_id)
      where created_at <= coalesce(${until}::timestamptz, now()) group by user_id
    ), tried as materialized (
      select user_id from people join trials using (user_id) where started_at <= coalesce(${until}::timestamptz, now())
    ), each as (
      select arm, user_id, tried.user_id is not null as tried, paid.user_id is not null as paid, coalesce(revenue, 0) as revenue,
        coalesce(cost, 0) as cost
      from people left join tried using (user_id) left join paid using (user_id) left join taken using (user_id)
    )
    insert into experiment_figures (experiment_id, arm, people, trials, payers, revenue_micro_dollars, provider_micro_dollars, variance)
    select ${id}::bigint, arms.arm, count(user_id), count(*) filter (where tried), count(*) filter (where paid),
      coalesce(round(sum(revenue)), 0), coalesce(sum(cost), 0), var_samp((revenue - cost)::float8)
    from (values ('A'), ('B')) as arms (arm) left join each on each.arm = arms.arm
    group by arms.arm
    on conflict (experiment_id, arm) do update set people = excluded.people, trials = excluded.trials, payers = excluded.payers,
      revenue_micro_dollars = excluded.revenue_micro_dollars, provider_micro_dollars = excluded.provider_micro_dollars,
      variance = excluded.variance, counted_at = excluded.counted_at`
}

interface Counted {
  id: number
  /** Null while it runs. */
  endedAt: Date | null
}

/** What runs, or was not counted since its end. Once the stop rule of one is met, no new person takes part in it. */
export async function countRunning(sql: Sql, catalog: Pick<Catalog, 'money'>): Promise<void> {
  const counted = await sql<Counted & { isOver: boolean }>`
    select id, ended_at, now() >= started_at + make_interval(days => most_days) as is_over from experiments e
    where state = 'running' or (ended_at is not null and not exists (
      select from experiment_figures f where f.experiment_id = e.id and counted_at > ended_at))
    order by id`
  for (const { isOver, ...experiment } of counted) {
    await countExperiment(sql, catalog, experiment)
    await sql`
      update experiments set enough_at = now()
      where id = ${experiment.id} and state = 'running' and enough_at is null and (${isOver}::boolean
        or (select min(people) from experiment_figures where experiment_id = ${experiment.id}) >= people_per_arm)`
  }
}

/** A payment of before the end may be refunded long after it. */
const refundedWithinDays = 180

export async function countEnded(sql: Sql, catalog: Pick<Catalog, 'money'>): Promise<void> {
  const ended = await sql<Counted>`
    select id, ended_at from experiments where ended_at > now() - make_interval(days => ${refundedWithinDays}) order by id`
  for (const experiment of ended) await countExperiment(sql, catalog, experiment)
}

/** By the id of the experiment, arm A before B; what was not counted yet has none. */
export async function figuresOf(sql: Sql, ids: number[]): Promise<Map<number, ArmFigures[]>> {
  const rows = await sql<ArmFigures & { experimentId: number }>`
    select experiment_id, arm, people, trials, payers, revenue_micro_dollars, provider_micro_dollars, variance, counted_at
    from experiment_figures where experiment_id = any (${ids}::bigint[]) order by experiment_id, arm`
  return Map.groupBy(rows, ({ experimentId }) => experimentId)
}
