import type { Sql } from '#platform/database/sql.ts'
import type { Actor } from '#platform/http/actor.ts'
import type { Caller } from '#platform/http/endpoint.ts'

/** Makes an owner of everybody whom the setting lists; who is listed no more loses what the setting gave. */
export async function syncOwners(sql: Sql, ids: readonly number[]): Promise<void> {
  await sql.transaction(async (sql) => {
    await sql`delete from roles where granted_by is null and not (telegram_id = any(${[...ids]}::bigint[]))`
    await sql`
      insert into roles (telegram_id, role) select id, 'owner' from unnest(${[...ids]}::bigint[]) as id
      on conflict do nothing`
  })
}

/** Whom what the bot tells its owners reaches. */
export async function listOwners(sql: Sql): Promise<number[]> {
  const rows = await sql<{
    telegramId: number
  }>`select telegram_id from roles where role = 'owner' order by telegram_id`
  return rows.map(({ telegramId }) => telegramId)
}

export async function isOwner(sql: Sql, telegramId: number): Promise<boolean> {
  const rows = await sql`select 1 from roles where telegram_id = ${telegramId} and role = 'owner'`
  return rows.length > 0
}

/** Whether an endpoint that allows these callers may be called by this actor about this person. */
export async function mayAct(
  sql: Sql,
  actor: Actor,
  allow: readonly Caller[],
  about: number | undefined,
): Promise<boolean> {
  if (actor.kind === 'program') return allow.includes('program')
  if (allow.includes('self') && about === actor.telegramId) return true
  return allow.includes('owner') && (await isOwner(sql, actor.telegramId))
}
