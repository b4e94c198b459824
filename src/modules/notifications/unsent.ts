import type { Sql } from '#platform/database/sql.ts'

/** What the bot could not say, without its words. */
export interface Unsent {
  id: number
  kind: string
  telegramId: number | null
  state: 'refused' | 'given_up'
  attempts: number
  error: string | null
  at: Date
  /** Given up in an outage, and no call of it can have arrived. */
  mayRetry: boolean
}

/** Of the last week, newest first. */
export async function listUnsent(sql: Sql, limit: number): Promise<Unsent[]> {
  return sql<Unsent>`
    select id, kind, user_id as telegram_id, state, attempts, left(error, 500) as error, created_at as at,
      state = 'given_up' and not may_have_arrived as may_retry
    from outbox where state in ('given_up', 'refused') and created_at > now() - interval '7 days'
    order by id desc limit ${limit}`
}

/** Has the worker send it once more; undefined when there is no such row, or it may have arrived. */
export async function sendAgain(
  sql: Sql,
  id: number,
): Promise<{ telegramId: number | null; attempts: number; kind: string } | undefined> {
  const [row] = await sql<{ telegramId: number | null; attempts: number; kind: string }>`
    update outbox set state = 'waiting', not_before = clock_timestamp(), error = null
    where id = ${id} and state = 'given_up' and not may_have_arrived returning user_id as telegram_id, attempts, kind`
  if (row) await sql`select pg_notify('outbox', '')`
  return row
}
