import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'

/** Writes a question about payments down, once per update. */
export async function openRequest(
  sql: Sql,
  request: { telegramId: number; updateId: number; text: string },
): Promise<{ id: number }> {
  return sql.transaction(async (sql) => {
    const [opened] = await sql<{ id: number }>`
      insert into support_requests (user_id, update_id, text) values (${request.telegramId}, ${request.updateId}, ${request.text})
      on conflict on constraint support_requests_update do nothing returning id`
    if (opened) {
      await record(sql, {
        level: 'warn',
        kind: 'support_requested',
        userId: request.telegramId,
        data: { requestId: opened.id },
      })
      return opened
    }
    const [known] = await sql<{ id: number }>`
      select id from support_requests where user_id = ${request.telegramId} and update_id = ${request.updateId}`
    return known!
  })
}

/** Keeps the owner's answer; whom it is for, or undefined when there is no such request. */
export async function answerRequest(
  sql: Sql,
  answer: { id: number; by: number; text: string },
): Promise<{ telegramId: number } | undefined> {
  return sql.transaction(async (sql) => {
    const [row] = await sql<{ userId: number }>`
      -- The answer to words that were deleted is not kept either.
      update support_requests set answer = case when text <> '' then ${answer.text} end, answered_by = ${answer.by}, answered_at = now()
      where id = ${answer.id} returning user_id`
    if (!row) return undefined
    await record(sql, {
      level: 'info',
      kind: 'support_answered',
      userId: row.userId,
      data: { requestId: answer.id, by: answer.by },
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

/** What nobody has answered yet, oldest first; texts that were deleted need no answer. */
export async function listOpenRequests(sql: Sql, limit: number): Promise<OpenRequest[]> {
  return sql<OpenRequest>`
    select r.id, r.user_id as "telegramId", u.first_name as "firstName", u.username, r.text, r.created_at as at
    from support_requests r join users u on u.telegram_id = r.user_id
    where r.answered_at is null and r.text <> '' order by r.id limit ${limit}`
}
