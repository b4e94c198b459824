import { createHmac } from 'node:crypto'
import type { Sql } from '#platform/database/sql.ts'
import { digestOf } from '#platform/http/token.ts'

export interface Session {
  telegramId: number
  id: number
  /** Every change must bring it: a page of another site cannot read it. */
  csrf: string
  endsAt: Date
}

/** When a session was last seen is written so often. */
const seenEverySeconds = 60

/** The session of a cookie, so long as it lasts. */
export async function findSession(sql: Sql, token: string): Promise<Session | undefined> {
  const [row] = await sql<{ telegramId: number; id: number; endsAt: Date; stale: boolean }>`
    select telegram_id, id, expires_at as ends_at, seen_at < now() - make_interval(secs => ${seenEverySeconds}) as stale
    from cabinet_sessions where digest = ${digestOf(token)} and expires_at > now()`
  if (!row) return undefined
  const { stale, ...session } = row
  if (stale)
    await sql`update cabinet_sessions set seen_at = now() where telegram_id = ${row.telegramId} and id = ${row.id}`
  return { ...session, csrf: csrfOf(token) }
}

/** Follows from the cookie's secret, which no script can read. */
function csrfOf(token: string): string {
  return createHmac('sha256', token).update('csrf').digest('base64url')
}

export interface OwnSession {
  id: number
  client: string
  beganAt: Date
  seenAt: Date
  endsAt: Date
}

export async function sessionsOf(sql: Sql, telegramId: number): Promise<OwnSession[]> {
  return sql<OwnSession>`
    select id, client, began_at, seen_at, expires_at as ends_at from cabinet_sessions
    where telegram_id = ${telegramId} and expires_at > now() order by id desc`
}

export async function endSession(sql: Sql, session: { telegramId: number; id: number }): Promise<void> {
  await sql`delete from cabinet_sessions where telegram_id = ${session.telegramId} and id = ${session.id}`
}

/** What opens nothing any more. */
export async function deleteOldSessions(sql: Sql): Promise<void> {
  await sql`delete from cabinet_links where expires_at < now()`
  await sql`delete from cabinet_openings where expires_at < now()`
  await sql`delete from cabinet_sessions where expires_at < now()`
}
