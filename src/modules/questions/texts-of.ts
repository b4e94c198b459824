import type { Sql } from '#platform/database/sql.ts'

/** The words of a question, for those who may read them. */
export interface TextsOf {
  id: number
  at: Date
  question: string | null
  answer: string | null
}

/** Zero before the first. */
export async function lastQuestionOf(sql: Sql, telegramId: number): Promise<number> {
  const [last] = await sql<{ id: number }>`
    select coalesce(max(id), 0) as id from messages_log where user_id = ${telegramId}`
  return last!.id
}

/** Of the last questions up to this one, newest first; what was deleted is null. */
export async function textsOf(
  sql: Sql,
  { telegramId, upTo, limit }: { telegramId: number; upTo: number; limit: number },
): Promise<TextsOf[]> {
  return sql<TextsOf>`
    select id, asked_at as at, coalesce(question, heard) as question, answer
    from messages_log where user_id = ${telegramId} and id <= ${upTo} order by id desc limit ${limit}`
}
