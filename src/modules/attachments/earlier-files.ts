import type { Sql } from '#platform/database/sql.ts'
import { type Attachment, type Described, describedOfQuestions, textsOf } from './attachment.ts'

/** Of earlier files no model is shown more: what is older is not even read from the database. */
const mostTokens = 150_000

/** The files of earlier questions, which are named from the newest on. Of documents only the latest have their texts. */
export async function earlierFiles(
  sql: Sql,
  userId: number,
  questionIds: number[],
): Promise<Map<number, Attachment[]>> {
  const described = await describedOfQuestions(sql, userId, questionIds)
  const newestFirst = questionIds.flatMap((id) => described.get(id) ?? [])
  const texts = await textsOf(sql, userId, withinTokens(newestFirst))
  const complete = (files: Described[]) =>
    files.map((file): Attachment => ({ ...file, texts: texts.get(file.id) ?? null }))
  return new Map([...described].map(([id, files]) => [id, complete(files)]))
}

function withinTokens(newestFirst: Described[]): number[] {
  let left = mostTokens
  return newestFirst.flatMap(({ id, kind, tokens }) => {
    if (kind !== 'document' || left <= 0) return []
    left -= (tokens ?? []).reduce((sum, count) => sum + count, 0)
    return [id]
  })
}
