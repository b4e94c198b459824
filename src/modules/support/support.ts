import { createHash } from 'node:crypto'
import { say } from '#modules/notifications/outbox.ts'
import type { User } from '#modules/users/users.ts'
import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'

/** Writes a question about payments down and tells the owners, once per update. */
export async function openRequest(
  sql: Sql,
  {
    updateId,
    text,
    files,
    by,
  }: {
    updateId: number
    text: string
    /** Messages in the chat with them. */
    files: number[]
    by: Pick<User, 'telegramId' | 'firstName' | 'username'>
  },
): Promise<{ id: number }> {
  const { telegramId, firstName, username } = by
  return sql.transaction(async (sql) => {
    const [opened] = await sql<{ id: number }>`
      insert into support_requests (user_id, update_id, text, files) values (${telegramId}, ${updateId}, ${text}, ${files.length})
      on conflict on constraint support_requests_update do nothing returning id`
    if (opened) {
      await record(sql, {
        level: 'warn',
        kind: 'support_requested',
        userId: telegramId,
        data: { requestId: opened.id },
      })
      await say(sql, {
        key: `support_asked:${opened.id}`,
        to: 'owners',
        wordsOf: telegramId,
        kind: 'support_asked',
        data: { id: opened.id, telegramId, firstName, username, text },
      })
      for (const messageId of files)
        await say(sql, {
          key: `support_file:${opened.id}:${messageId}`,
          to: 'owners',
          wordsOf: telegramId,
          kind: 'support_file',
          data: { id: opened.id, telegramId, firstName, username, messageId },
        })
      return opened
    }
    const [known] = await sql<{ id: number }>`
      select id from support_requests where user_id = ${telegramId} and update_id = ${updateId}`
    return known!
  })
}

/** Keeps an answer, behind those that others have given; whom it is for, or undefined when there is no such request. */
export async function answerRequest(
  sql: Sql,
  answer: { id: number; by: number | null; text: string },
): Promise<{ telegramId: number } | undefined> {
  return sql.transaction(async (sql) => {
    const [row] = await sql<{ userId: number }>`
      -- The answer to words that were deleted is not kept either.
      update support_requests set answered_by = ${answer.by}, answered_at = now(),
        answer = case
          when text = '' then null
          when answer = ${answer.text} or right(answer, length(${answer.text}::text) + 2) = E'\\n\\n' || ${answer.text} then answer
          else coalesce(answer || E'\\n\\n', '') || ${answer.text}::text end
      where id = ${answer.id} returning user_id`
    if (!row) return undefined
    await record(sql, {
      level: 'info',
      kind: 'support_answered',
      userId: row.userId,
      data: { requestId: answer.id, by: answer.by },
    })
    // Another answer to the same question is said too; the same one is not.
    const digest = createHash('sha256').update(answer.text).digest('base64url')
    await say(sql, {
      key: `support_answered:${answer.id}:${digest}`,
      to: { telegramId: row.userId },
      saidBy: answer.by,
      kind: 'support_answered',
      data: { text: answer.text },
    })
    return { telegramId: row.userId }
  })
}

export interface OpenRequest {
  id: number
  telegramId: number
  firstName: string
  username: string | null
  text: string
  at: Date
}

/** What no owner has answered yet, oldest first; texts that were deleted need no answer. */
export async function listOpenRequests(sql: Sql, limit: number): Promise<OpenRequest[]> {
  return sql<OpenRequest>`
    select r.id, r.user_id as "telegramId", u.first_name as "firstName", u.username, r.text, r.created_at as at
    from support_requests r join users u on u.telegram_id = r.user_id
    where r.answered_at is null and r.text <> '' order by r.id limit ${limit}`
}
