import { fixedText } from '#platform/database/fixed-text.ts'
import type { Sql } from '#platform/database/sql.ts'
import { forOthers, languageCodes } from '#texts/codes.ts'
import type { Conditions } from './contract.ts'

/** How many people are in a segment now. */
export async function countSegment(sql: Sql, conditions: Conditions): Promise<number> {
  const { texts, values } = whereOf(conditions)
  const [row] = await sql<{ people: number }>(
    fixedText(`select count(*) as people from users u where ${texts[0]!}`, ...texts.slice(1)),
    ...values,
  )
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
  const { texts, values } = whereOf(conditions)
  const [row] = await sql<{ people: number }>(
    fixedText('select count(*) as people from users u tablesample system (', `) where ${texts[0]!}`, ...texts.slice(1)),
    share * 100,
    ...values,
  )
  return Number((row!.people / share).toPrecision(2))
}

/** PostgreSQL has ended a statement that ran into its limit of time. */
function isTooSlow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014'
}

/** How many people get their row in one statement. */
const atOnce = 5_000

/**
 * Gives rows to the next people of a broadcast's segment. Each has one at most, however often this is done.
 * @returns the last of them; undefined: there are no more
 */
export async function addRecipients(
  sql: Sql,
  { broadcastId, after, conditions }: { broadcastId: number; after: number; conditions: Conditions },
): Promise<number | undefined> {
  const { texts, values } = whereOf(conditions)
  const [row] = await sql<{ last: number | null }>(
    fixedText(
      'with next as (select telegram_id, language from users u where telegram_id > ',
      ` and ${texts[0]!}`,
      ...texts.slice(1, -1),
      `${texts.at(-1)!} order by telegram_id limit ${atOnce}), added as (
        insert into broadcast_recipients (broadcast_id, user_id, language) select `,
      ', telegram_id, case when language = any(',
      '::text[]) then language else ',
      ' end from next on conflict do nothing) select max(telegram_id) as last from next',
    ),
    after,
    ...values,
    broadcastId,
    [...languageCodes],
    forOthers,
  )
  return row!.last ?? undefined
}

/** Each condition is one value between two texts of our own; no value becomes part of a text. */
function whereOf(conditions: Conditions): { texts: string[]; values: unknown[] } {
  const given = Object.entries(clauses).flatMap(([name, clause]) => {
    const value = conditions[name as keyof Conditions]
    return value === undefined ? [] : [{ clause, value }]
  })
  const texts = [reachable]
  for (const { clause } of given) {
    const [before, after] = clause.split('$')
    texts.push(`${texts.pop()!} and ${before!}`, after!)
  }
  return { texts, values: given.map(({ value }) => value) }
}

const reachable = 'u.blocked_at is null and u.unreachable_since is null and u.takes_news is distinct from false'

/** `$` stands for the value. */
const clauses: { [Name in keyof Required<Conditions>]: string } = {
  news: `($::text <> 'agreed' or u.takes_news)`,
  languages: 'u.language = any($::text[])',
  plan: `case $::text when 'never' then u.paid_until is null
    when 'active' then u.paid_until > now() else u.paid_until <= now() end`,
  plans: `exists (select from subscriptions s
    where s.user_id = u.telegram_id and s.starts_at <= now() and s.ends_at > now() and s.plan = any($::text[]))`,
  trial: `$::text = coalesce((select case when t.used < t.granted + t.rest then 'running' else 'used_up' end
    from trials t where t.user_id = u.telegram_id), 'none')`,
  campaigns: `exists (select from starts s
    where s.user_id = u.telegram_id and s.first_kind = 'campaign' and s.first_name = any($::text[]))`,
  askedWithinDays: `exists (select from messages_log m
    where m.user_id = u.telegram_id and m.asked_at > now() - make_interval(days => $::integer))`,
  notAskedForDays: `not exists (select from messages_log m
    where m.user_id = u.telegram_id and m.asked_at > now() - make_interval(days => $::integer))`,
  neverAsked: `$::boolean is distinct from exists (select from messages_log m where m.user_id = u.telegram_id)`,
  creditsFrom: 'u.credits >= $::integer',
  creditsTo: 'u.credits <= $::integer',
  starsFrom: `${starsPaid()} >= $::integer`,
  starsTo: `${starsPaid()} <= $::integer`,
}

function starsPaid(): string {
  return `coalesce((select sum(t.amount) from transactions t
    where t.user_id = u.telegram_id and t.status = 'paid' and t.currency = 'XTR'), 0)`
}
