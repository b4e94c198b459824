import type { PersonPage } from '#platform/database/page.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Grant } from './grants-of.ts'

/** Why something else than credits came to a person without a purchase, or was taken back. */
type Came = Pick<Grant, 'id' | 'kind' | 'micros'>

/** Days of a plan that were given, or taken back when below zero; newest first, or one of them. */
export async function givenDaysOf(
  sql: Sql,
  { telegramId, before, id, limit }: PersonPage,
): Promise<(Came & { plan: string; seconds: number })[]> {
  return sql<Came & { plan: string; seconds: number }>`
    select id, kind, (extract(epoch from at) * 1000000)::bigint as micros, plan, round(seconds)::bigint as seconds
    from plan_day_entries
    where user_id = ${telegramId} and kind not in ('purchase', 'refund') and (${id}::bigint is null or id = ${id})
      and (${before?.at}::timestamptz is null or (at, id) < (${before?.at}, ${before?.key}::bigint))
    order by at desc, id desc limit ${limit}`
}

/** Messages of the trial beyond its usual ones. Their key begins with the kind of their cause. */
export async function extraTrialsOf(
  sql: Sql,
  { telegramId, before, id, limit }: PersonPage,
): Promise<(Came & { messages: number })[]> {
  return sql<Came & { messages: number }>`
    select id, split_part(idempotency_key, ':', 1) as kind, (extract(epoch from given_at) * 1000000)::bigint as micros, messages
    from extra_trials
    where user_id = ${telegramId} and (${id}::bigint is null or id = ${id})
      and (${before?.at}::timestamptz is null or (given_at, id) < (${before?.at}, ${before?.key}::bigint))
    order by given_at desc, id desc limit ${limit}`
}

/** Discounts, those that are spent or over too. */
export async function discountsOf(
  sql: Sql,
  { telegramId, before, id, limit }: PersonPage,
): Promise<(Came & { percent: number })[]> {
  return sql<Came & { percent: number }>`
    select id, split_part(idempotency_key, ':', 1) as kind, (extract(epoch from given_at) * 1000000)::bigint as micros, percent
    from discounts
    where user_id = ${telegramId} and (${id}::bigint is null or id = ${id})
      and (${before?.at}::timestamptz is null or (given_at, id) < (${before?.at}, ${before?.key}::bigint))
    order by given_at desc, id desc limit ${limit}`
}
