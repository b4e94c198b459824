import { type Fragment, fragment } from '#platform/database/fragment.ts'
import type { Sql } from '#platform/database/sql.ts'
import { forOthers, languageCodes } from '#texts/codes.ts'
import type { Conditions } from './contract.ts'

/** How many people are in a segment now. */
export async function countSegment(sql: Sql, conditions: Conditions): Promise<number> {
  const [row] = await sql<{ people: number }>`select count(*) as people from users u where ${isInSegment(conditions)}`
  return row!.people
}

/** Of more than these people a share is looked at where all would take too long. */
const sampled = 20_000
/** A segment is counted while its conditions are being changed. */
const exactWithinMs = 100

/** How many people are in a segment, within a moment: exactly, or about so many where there are very many to look at. */
export async function estimateSegment(sql: Sql, conditions: Conditions): Promise<{ people: number; isExact: boolean }> {
  try {
    const people = await sql.transaction(async (sql) => {
      await sql`select set_config('statement_timeout', ${String(exactWithinMs)}, true)`
      return countSegment(sql, conditions)
    })
    return { people, isExact: true }
  } catch (error) {
    if (!isTooSlow(error)) throw error
    const [table] = await sql<{ people: number }>`
      select greatest(reltuples, ${sampled})::float8 as people from pg_class where oid = 'users'::regclass`
    return { people: await sampleSegment(sql, conditions, sampled / table!.people), isExact: false }
  }
}

/** About how many people are in a segment, from this share of the pages of `users`, to two significant digits. */
async function sampleSegment(sql: Sql, conditions: Conditions, share: number): Promise<number> {
  const [row] = await sql<{ people: number }>`
    select count(*) as people from users u tablesample system (${share * 100}) where ${isInSegment(conditions)}`
  return Number((row!.people / share).toPrecision(2))
}

/** PostgreSQL has ended a statement that ran into its limit of time. */
function isTooSlow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014'
}

/**
 * Gives rows to the next five thousand people of a broadcast's segment. Each has one at most, however often this is done.
 * The limit is no value, because the plan of a prepared statement follows from it.
 * @returns the last of them; undefined: there are no more
 */
export async function addRecipients(
  sql: Sql,
  { broadcastId, after, conditions }: { broadcastId: number; after: number; conditions: Conditions },
): Promise<number | undefined> {
  const [row] = await sql<{ last: number | null }>`
    with next as (
      select telegram_id, language from users u
      where telegram_id > ${after} and ${isInSegment(conditions)} order by telegram_id limit 5000
    ), added as (
      insert into broadcast_recipients (broadcast_id, user_id, language)
      select ${broadcastId}, telegram_id, case when language = any (${[...languageCodes]}::text[]) then language else ${forOthers} end
      from next on conflict do nothing
    )
    select max(telegram_id) as last from next`
  return row!.last ?? undefined
}

/** Whether a row `u` of `users` is in the segment. */
function isInSegment(conditions: Conditions): Fragment {
  const given = Object.entries(clauses).flatMap(([name, clause]) => {
    const value = conditions[name as keyof Conditions]
    return value === undefined ? [] : [clause(value)]
  })
  return given.reduce((all, next) => fragment`${all} and ${next}`, reachable)
}

const reachable = fragment`u.blocked_at is null and u.unreachable_since is null and u.takes_news is distinct from false`

const starsPaid = fragment`coalesce((select sum(t.amount) from transactions t
  where t.user_id = u.telegram_id and t.status = 'paid' and t.currency = 'XTR'), 0)`

const clauses: { [Name in keyof Required<Conditions>]: (value: unknown) => Fragment } = {
  news: (which) => fragment`(${which}::text <> 'agreed' or u.takes_news)`,
  languages: (languages) => fragment`u.language = any (${languages}::text[])`,
  plan: (state) => fragment`case ${state}::text when 'never' then u.paid_until is null
    when 'active' then u.paid_until > now() else u.paid_until <= now() end`,
  plans: (plans) => fragment`exists (select from subscriptions s
    where s.user_id = u.telegram_id and s.starts_at <= now() and s.ends_at > now() and s.plan = any (${plans}::text[]))`,
  trial: (
    state,
  ) => fragment`${state}::text = coalesce((select case when t.used < t.granted + t.rest then 'running' else 'used_up' end
    from trials t where t.user_id = u.telegram_id), 'none')`,
  campaigns: (names) => fragment`exists (select from starts s
    where s.user_id = u.telegram_id and s.first_kind = 'campaign' and s.first_name = any (${names}::text[]))`,
  askedWithinDays: (days) => fragment`exists (select from messages_log m
    where m.user_id = u.telegram_id and m.asked_at > now() - make_interval(days => ${days}::integer))`,
  notAskedForDays: (days) => fragment`not exists (select from messages_log m
    where m.user_id = u.telegram_id and m.asked_at > now() - make_interval(days => ${days}::integer))`,
  neverAsked: (isSo) =>
    fragment`${isSo}::boolean is distinct from exists (select from messages_log m where m.user_id = u.telegram_id)`,
  creditsFrom: (least) => fragment`u.credits >= ${least}::integer`,
  creditsTo: (most) => fragment`u.credits <= ${most}::integer`,
  starsFrom: (least) => fragment`${starsPaid} >= ${least}::integer`,
  starsTo: (most) => fragment`${starsPaid} <= ${most}::integer`,
}
