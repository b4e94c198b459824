import type { Sql } from '#platform/database/sql.ts'

/** Keeps by which @name people find the bot. */
export async function noteBotName(sql: Sql, username: string): Promise<void> {
  await sql`
    insert into bot_name (username) values (${username})
    on conflict (number) do update set username = excluded.username, said_at = now()`
}

/** Null until a bot has said it. */
export async function botName(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ username: string }>`select username from bot_name`
  return row?.username ?? null
}
