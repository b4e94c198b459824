import type { Sql } from '#platform/database/sql.ts'
import { deleteWaiting } from '#modules/questions/ask/waiting.ts'
import { deleteFiles } from '#modules/attachments/attachment.ts'
import type { TaskTools } from '#modules/task-tools.ts'

const atOnce = 1_000

/** Texts are kept as long as the owner wants; what was asked, paid and answered stays counted without them. */
export async function deleteTexts({ sql, config, log }: TaskTools): Promise<void> {
  await deleteWaiting(sql)
  if (config.keepTextsDays === null) return
  let deleted = 0
  for (;;) {
    const count = await deleteOldTexts(sql, { days: config.keepTextsDays, limit: atOnce })
    deleted += count
    if (count < atOnce) break
  }
  if (deleted > 0) log.info({ questions: deleted }, 'Old texts were deleted')
}

/** Deletes texts of questions older than this, as many at once as given, with those of their files; returns how many questions. */
async function deleteOldTexts(sql: Sql, options: { days: number; limit: number }): Promise<number> {
  return sql.transaction(async (sql) => {
    const rows = await sql<{ userId: number; id: number }>`
      with old as (
        select user_id, id from messages_log
        where asked_at < now() - make_interval(days => ${options.days}) and status <> 'pending'
          and (question is not null or answer is not null or quoted is not null or edited is not null)
        order by asked_at limit ${options.limit} for update skip locked
      ), deleted as (
        update messages_log m set question = null, answer = null, quoted = null, edited = null, heard = null
        from old where m.user_id = old.user_id and m.id = old.id
        returning m.user_id, m.id, m.conversation_id
      ), untitled as (
        update conversations c set title = null, ended_at = coalesce(c.ended_at, now()) from deleted d
        where c.user_id = d.user_id and c.id = d.conversation_id and c.started_at < now() - make_interval(days => ${options.days})
      )
      select user_id, id from deleted`
    for (const [userId, own] of Map.groupBy(rows, (row) => row.userId)) {
      const ids = own.map(({ id }) => id)
      await deleteFiles(sql, userId, ids)
    }
    return rows.length
  })
}
