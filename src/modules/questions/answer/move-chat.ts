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
    with moved as (
      update conversations c set chat_id = ${chat.to}, ended_at = case when ended_at is null and exists (
          select from conversations newer
          where newer.user_id = c.user_id and newer.chat_id = ${chat.to} and newer.thread_id = c.thread_id and newer.ended_at is null
        ) then now() else ended_at end
      where chat_id = ${chat.from} and chat_id < 0
      returning user_id, id
    )
    update messages_log m set chat_id = ${chat.to}, answer_message_ids = '{}' from moved
    where m.user_id = moved.user_id and m.conversation_id = moved.id and m.delivered_at is null
      and m.status in ('pending', 'answered')`
}
