import type { Sql } from '#platform/database/sql.ts'
import { moveNotices } from '#modules/notifications/outbox.ts'

/**
 * A group has become a supergroup: its conversations go on there, and answers on their way are shown there from their first
 * message on; notices that wait for it too. Where a person talks in the new chat already, the conversation of the old one has
 * ended. Again changes nothing.
 */
export async function moveChat(sql: Sql, chat: { from: number; to: number }): Promise<void> {
  await sql.transaction(async (sql) => {
    await moveConversations(sql, chat)
    await moveNotices(sql, chat)
  })
}

async function moveConversations(sql: Sql, chat: { from: number; to: number }): Promise<void> {
  await sql`
    update conversations c set ended_at = now() from conversations newer
    where c.chat_id = ${chat.from} and c.chat_id < 0 and c.ended_at is null
      and newer.user_id = c.user_id and newer.chat_id = ${chat.to} and newer.thread_id = c.thread_id and newer.ended_at is null`
  await sql`
    with moved as (
      update conversations set chat_id = ${chat.to}
      where chat_id = ${chat.from} and chat_id < 0
      returning user_id, id
    )
    update messages_log m set chat_id = ${chat.to}, answer_message_ids = '{}' from moved
    where m.user_id = moved.user_id and m.conversation_id = moved.id and m.delivered_at is null
      and m.status in ('pending', 'answered')`
}
