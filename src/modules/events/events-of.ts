import type { Sql } from '#platform/database/sql.ts'

export interface Happened {
  id: number
  at: Date
  level: string
  kind: string
}

/** What happened with a person, newest first. */
export async function eventsOf(sql: Sql, telegramId: number, limit: number): Promise<Happened[]> {
  return sql<Happened>`
    select id, at, level, kind from events where user_id = ${telegramId} order by at desc, id desc limit ${limit}`
}

export interface ErrorNoted {
  id: number
  at: Date
  kind: string
  message: string | null
  /** Whom it concerns. */
  telegramId: number | null
}

/** Errors of the last week, newest first. */
export async function latestErrors(sql: Sql, limit: number): Promise<ErrorNoted[]> {
  return sql<ErrorNoted>`
    select id, at, kind, user_id as telegram_id, left(coalesce(data ->> 'message', data ->> 'error', data ->> 'what'), 300) as message
    from events where level = 'error' and at > now() - interval '7 days' order by at desc limit ${limit}`
}

/** How many processes have said within a week that they cannot use this version of the catalogue. */
export async function countUnreadable(sql: Sql, version: number): Promise<number> {
  const [row] = await sql<{ count: number }>`
    select count(*) from events
    where kind = 'catalog_unreadable' and data ->> 'version' = ${version}::text and at > now() - interval '7 days'`
  return row!.count
}
