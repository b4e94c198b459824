import type { Sql } from '#platform/database/sql.ts'
import { deleteWaiting } from '#modules/questions/ask/waiting.ts'
import { deleteFiles } from '#modules/attachments/attachment.ts'
import { lockUser } from '#modules/users/users.ts'
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
  const old = await sql<{ userId: number; id: number }>`
    select user_id, id from messages_log
    where asked_at < now() - make_interval(days => ${options.days}) and status <> 'pending'
      and (question is not null or answer is not null or quoted is not null or edited is not null)
    order by asked_at limit ${options.limit}`
  for (const [userId, own] of Map.groupBy(old, (row) => row.userId)) {
    const ids = own.map(({ id }) => id)
    await deleteTextsOf(sql, { userId, ids, days: options.days })
  }
  return old.length
}

/** Of one person, behind the lock behind which questions are asked again. */
async function deleteTextsOf(sql: Sql, { userId, ids, days }: { userId: number; ids: number[]; days: number }) {
  await sql.transaction(async (sql) => {
    await lockUser(sql, userId)
    const deleted = await sql<{ id: number; conversationId: number }>`
      update messages_log set question = null, answer = null, quoted = null, edited = null, heard = null, sources = null,
        suggestions = null
      where user_id = ${userId} and id = any (${ids}::bigint[]) and status <> 'pending'
      returning id, conversation_id`
    await sql`
      update conversations set title = null, ended_at = coalesce(ended_at, moment.at)
      from (select now() as at, now() - make_interval(days => ${days}) as old_at) as moment
      where user_id = ${userId} and id = any (${deleted.map((row) => row.conversationId)}::bigint[])
        and started_at < moment.old_at`
    await deleteFiles(
      sql,
      userId,
      deleted.map(({ id }) => id),
    )
  })
}
