import type { Sql } from '#platform/database/sql.ts'

/** By question, the name of the first file that has one. */
export async function fileNamesOf(
  sql: Sql,
  { telegramId, questionIds }: { telegramId: number; questionIds: number[] },
): Promise<Map<number, string>> {
  if (questionIds.length === 0) return new Map()
  const rows = await sql<{ questionId: number; name: string }>`
    select distinct on (question_id) question_id, name from attachments
    where user_id = ${telegramId} and question_id = any (${questionIds}::bigint[]) and name is not null
    order by question_id, position`
  return new Map(rows.map(({ questionId, name }) => [questionId, name]))
}
