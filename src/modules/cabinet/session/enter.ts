import type { Sql } from '#platform/database/sql.ts'
import { digestOf, newToken } from '#platform/http/token.ts'
import { roleOf } from '#modules/users/roles.ts'
import { readInitData } from './init-data.ts'

/** One of the bot's, which is pressed where it is read. */
const usualLinkSeconds = 60
const sessionHours = 12
/** When there are more, the oldest ends. */
const mostSessions = 20

/** A secret that opens the cabinet once. */
export async function makeLink(sql: Sql, telegramId: number, seconds = usualLinkSeconds): Promise<string> {
  const token = newToken()
  await sql`
    insert into cabinet_links (digest, telegram_id, expires_at)
    values (${digestOf(token)}, ${telegramId}, now() + make_interval(secs => ${seconds}))`
  return token
}

export type Entered = { token: string } | { refused: 'link_not_valid' }

/** Begins a session by a link; of two who open it only one gets in. */
export async function enterByLink(sql: Sql, opening: { token: string; client: string }): Promise<Entered> {
  return sql.transaction(async (sql) => {
    const [link] = await sql<{ telegramId: number; fresh: boolean }>`
      delete from cabinet_links where digest = ${digestOf(opening.token)} returning telegram_id, expires_at > now() as fresh`
    if (!link?.fresh) return { refused: 'link_not_valid' }
    return begin(sql, link.telegramId, opening.client)
  })
}

/** Begins a session by what Telegram gave the Mini App, once for each opening. */
export async function enterByInitData(
  sql: Sql,
  opening: { initData: string; botToken: string | undefined; client: string },
): Promise<Entered> {
  const { initData, botToken, client } = opening
  if (!botToken) return { refused: 'link_not_valid' }
  const opened = readInitData(initData, { botToken, now: new Date() })
  if ('refused' in opened) return opened
  return sql.transaction(async (sql) => {
    const rows = await sql`
      insert into cabinet_openings (digest, expires_at) values (${digestOf(opened.hash)}, ${opened.expiresAt})
      on conflict do nothing returning expires_at`
    return rows.length > 0 ? begin(sql, opened.telegramId, client) : { refused: 'link_not_valid' }
  })
}

async function begin(sql: Sql, telegramId: number, client: string): Promise<Entered> {
  if (!(await roleOf(sql, telegramId))) return { refused: 'link_not_valid' }
  const token = newToken()
  await sql`
    insert into cabinet_sessions (telegram_id, digest, client, expires_at)
    values (${telegramId}, ${digestOf(token)}, ${client}, now() + make_interval(hours => ${sessionHours}))`
  await sql`
    delete from cabinet_sessions where telegram_id = ${telegramId} and id in (
      select id from cabinet_sessions where telegram_id = ${telegramId} order by id desc offset ${mostSessions})`
  return { token }
}
