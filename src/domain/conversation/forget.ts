import type { Sql } from '#database/sql.ts'
import { record } from '#domain/events.ts'
import { lockUser } from '#domain/users.ts'

/**
 * Deletes what a person wrote and was answered, his names and his settings. What was paid and used stays, without texts:
 * the owner must be able to account for it, and a trial is given once.
 */
export async function forgetPerson(sql: Sql, telegramId: number): Promise<boolean> {
  return sql.transaction(async (sql) => {
    if (!(await lockUser(sql, telegramId))) return false
    await sql`update messages_log set question = null, answer = null, quoted = null, edited = null where user_id = ${telegramId} and status <> 'pending'`
    await sql`update conversations set title = null, ended_at = coalesce(ended_at, now()) where user_id = ${telegramId}`
    await sql`
      update users set first_name = '', last_name = null, username = null, settings = '{}', updated_at = now()
      where telegram_id = ${telegramId}`
    await record(sql, { level: 'info', kind: 'data_deleted', userId: telegramId })
    return true
  })
}
