import type { Sql } from '#platform/database/sql.ts'
import { accept } from './accept.ts'
import { laneOf } from './lane.ts'

/** An update that was tried in vain, without what stands in it. */
export interface GivenUp {
  updateId: number
  /** Its kind, as Telegram names it. */
  what: string
  telegramId: number | null
  attempts: number
  error: string
  at: Date
}

/** The newest first. */
export async function listGivenUp(sql: Sql, limit: number): Promise<GivenUp[]> {
  return sql<GivenUp>`
    select update_id, coalesce((select key from jsonb_object_keys(payload) as key where key <> 'update_id' limit 1), lane) as what,
      (jsonb_path_query_first(payload, '$.*.from.id') #>> '{}')::bigint as telegram_id, attempts, left(error, 500) as error,
      died_at as at
    from dead_updates order by died_at desc, update_id desc limit ${limit}`
}

/**
 * Puts an update that was given up into the inbox once more, behind what waits in its lane. A caller who takes it up again at the
 * same time waits for this row and finds it gone. Undefined when there is no such update, or nothing of it was kept.
 */
export async function takeUpAgain(sql: Sql, updateId: number): Promise<{ attempts: number } | undefined> {
  return sql.transaction(async (sql) => {
    const [dead] = await sql<{ payload: unknown; attempts: number; lane: string }>`
      delete from dead_updates where update_id = ${updateId} and lane not like 'unstorable:%' returning payload, attempts, lane`
    const update = dead && laneOf(dead.payload)
    if (!update) return undefined
    await sql`delete from seen_updates where update_id = ${updateId}`
    await accept(sql, [update])
    return { attempts: dead.attempts }
  })
}
