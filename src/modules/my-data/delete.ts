import { fixedText } from '#platform/database/fixed-text.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Tables } from '#platform/database/table.ts'
import { record } from '#modules/events/events.ts'
import { stopOpenQuestions } from '#modules/questions/answer/abandon.ts'
import { stopOpenImages } from '#modules/images/outcome.ts'
import { stopOpenVoices } from '#modules/voice-answers/outcome.ts'
import { lockUser } from '#modules/users/users.ts'

/**
 * Deletes what a person wrote and was answered, their names and their settings. What was paid and used stays, without
 * texts: the owner must be able to account for it, and a trial is given once. An answer being written ends and costs
 * nothing; what its process writes afterwards finds no open question and is dropped.
 */
export function deleterOf(tables: Tables) {
  const statements = Object.entries(tables).flatMap(([name, table]) => {
    if (table.of === 'nobody' || (typeof table.deletion === 'object' && 'keeps' in table.deletion)) return []
    const act = table.deletion === 'rows' ? `delete from ${name}` : `update ${name} set ${table.deletion.sets}`
    return [fixedText(...`${act} where ${table.of}`.split('$person'))]
  })
  return async (sql: Sql, telegramId: number): Promise<boolean> =>
    sql.transaction(async (sql) => {
      if (!(await lockUser(sql, telegramId))) return false
      await stopOpenQuestions(sql, telegramId, 'data deleted')
      await stopOpenVoices(sql, telegramId, 'data deleted')
      await stopOpenImages(sql, telegramId, 'data deleted')
      for (const statement of statements) await sql(statement, ...statement.slice(1).map(() => telegramId))
      await record(sql, { level: 'info', kind: 'data_deleted', userId: telegramId })
      return true
    })
}
