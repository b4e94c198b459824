import type { Sql } from '#platform/database/sql.ts'
import { pageOf, type Position } from '#platform/database/page.ts'

export interface Listed {
  telegramId: number
  firstName: string
  lastName: string | null
  username: string | null
  language: string
  credits: number
  blocked: boolean
  paidUntil: Date | null
  createdAt: Date
}

type Row = Listed & { positionAt: string; positionKey: string }

/** Each way to search by a name brings at most so many. */
const mostFound = 50

/** Everybody, newest first, a page at a time. */
export async function listPeople(
  sql: Sql,
  { before, limit }: { before: Position | undefined; limit: number },
): Promise<{ shown: Listed[]; next: string | null }> {
  const rows = await sql<Row>`
    select telegram_id, first_name, last_name, username, language, credits, blocked_at is not null as blocked, paid_until,
      created_at, created_at::text as position_at, telegram_id::text as position_key
    from users
    where (created_at, telegram_id) < (coalesce(${before?.at}::timestamptz, 'infinity'), coalesce(${before?.key}::bigint, 9223372036854775807))
    order by created_at desc, telegram_id desc limit ${limit + 1}`
  return pageOf(rows, limit)
}

/** Those whose id it is, whose @name or name begins so, or who are named by id; the newest first. */
export async function searchPeople(
  sql: Sql,
  wanted: { search: string; orId: number | undefined },
): Promise<{ shown: Listed[]; next: null }> {
  const id = /^\d{1,15}$/.test(wanted.search) ? Number(wanted.search) : wanted.orId
  const name = wanted.search.replace(/^(@|https:\/\/t\.me\/)/, '').toLowerCase()
  const beginning = `${name.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  // Each part has an index of its own and brings at most a page.
  const shown = await sql<Listed>`
    select telegram_id, first_name, last_name, username, language, credits, blocked_at is not null as blocked, paid_until,
      created_at
    from users where telegram_id in (
      select ${id}::bigint union
      (select telegram_id from users where username is not null and lower(username) like ${beginning} limit ${mostFound}) union
      (select telegram_id from users where lower(first_name) like ${beginning} limit ${mostFound}))
    order by created_at desc limit ${mostFound}`
  return { shown, next: null }
}
