import type { Sql } from '#platform/database/sql.ts'

/** Answers further back than this many questions are not looked for. */
const mostLookedAt = 50

/**
 * Writes down which messages of the chat hold the answer so far, in order, also while it is still being written; with
 * `complete` that nothing is missing.
 * Saying the same again changes nothing. Returns the last message of the answer before it in this chat or topic, if there
 * was one; undefined when there is no such answer.
 */
export async function recordDelivery(
  sql: Sql,
  delivery: { telegramId: number; questionId: number; messageIds: number[]; complete: boolean },
): Promise<{ outdatedMessageId: number | null } | undefined> {
  const [row] = await sql<{ outdatedMessageId: number | null }>`
    update messages_log m
    set answer_message_ids = ${delivery.messageIds}::bigint[],
      delivered_at = case when ${delivery.complete} then coalesce(m.delivered_at, moment.at) else m.delivered_at end
    from (select now() as at) as moment
    where user_id = ${delivery.telegramId} and id = ${delivery.questionId} and status in ('pending', 'answered')
    returning (
      select answer_message_ids[array_upper(answer_message_ids, 1)] from (
        select * from messages_log where user_id = m.user_id and id < m.id order by id desc limit ${mostLookedAt}
      ) as earlier
      where chat_id = m.chat_id and thread_id = m.thread_id and delivered_at is not null
      order by id desc limit 1
    ) as "outdatedMessageId"`
  return row
}

/** The questions being answered in this chat or topic now; with `updateId` only the one that came with it. */
export async function findPending(
  sql: Sql,
  place: { telegramId: number; chatId: number; threadId: number },
  updateId?: number,
): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select id from messages_log
    where user_id = ${place.telegramId} and chat_id = ${place.chatId} and thread_id = ${place.threadId} and status = 'pending'
      and (${updateId ?? null}::bigint is null or update_id = ${updateId ?? null})`
  return rows.map((row) => row.id)
}

/** The text of an answer, as Markdown; undefined when there is none, or no longer. */
export async function findAnswer(
  sql: Sql,
  key: { telegramId: number; questionId: number },
): Promise<string | undefined> {
  const [row] = await sql<{ answer: string }>`
    select answer from messages_log
    where user_id = ${key.telegramId} and id = ${key.questionId} and status = 'answered' and answer is not null`
  return row?.answer
}
