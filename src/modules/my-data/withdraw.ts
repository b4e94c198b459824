import type { Sql } from '#platform/database/sql.ts'
import { stopOpenQuestions } from '#modules/questions/answer/abandon.ts'
import { withdrawAgreement } from '#modules/users/agreement.ts'
import { lockUser } from '#modules/users/users.ts'
import { stopOpenVoices } from '#modules/voice-answers/outcome.ts'

/**
 * A person agrees to the documents no more: what is being answered ends and costs nothing, and nothing is answered until they
 * agree again. What is kept of them stays until they delete it. Doing it again changes nothing. False: they are unknown.
 */
export async function withdraw(sql: Sql, telegramId: number): Promise<boolean> {
  return sql.transaction(async (sql) => {
    if (!(await lockUser(sql, telegramId))) return false
    await stopOpenQuestions(sql, telegramId, 'agreement withdrawn')
    await stopOpenVoices(sql, telegramId, 'agreement withdrawn')
    await withdrawAgreement(sql, telegramId)
    return true
  })
}
