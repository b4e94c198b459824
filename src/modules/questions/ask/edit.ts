import type { Sql } from '#platform/database/sql.ts'

/** Edits of messages further back than this many questions are not worth a word. */
const mostLookedAt = 50
const longestMessage = 4096

/**
 * A person has edited a question that was asked: keeps the new words, and says which question it is when asking again should
 * be offered. It is, once for each question; the same update gets the same answer.
 */
export async function noteEdit(
  sql: Sql,
  edit: { telegramId: number; chatId: number; messageId: number; updateId: number; text: string },
): Promise<number | undefined> {
  const [row] = await sql<{ id: number; editUpdateId: number }>`
    update messages_log set edited = ${edit.text}, edit_update_id = coalesce(edit_update_id, ${edit.updateId})
    where user_id = ${edit.telegramId} and id = (
      select id from (
        select id, chat_id, message_id, about, question from messages_log
        where user_id = ${edit.telegramId} order by id desc limit ${mostLookedAt}
      ) as latest
      where chat_id = ${edit.chatId} and message_id = ${edit.messageId} and (about is null or about = 'reply')
        and question <> ${edit.text}
        -- What came as several messages cannot be told from one of them.
        and length(question) <= ${longestMessage}
      order by id desc limit 1
    )
    returning id, edit_update_id`
  return row?.editUpdateId === edit.updateId ? row.id : undefined
}
