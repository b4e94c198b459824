import type { Sql } from '#platform/database/sql.ts'
import { deleteFiles } from '#modules/attachments/attachment.ts'
import { lockUser } from '#modules/users/users.ts'
import { titleOf } from './title.ts'

export interface Place {
  telegramId: number
  chatId: number
  threadId: number
}

export interface Conversation {
  id: number
  /** The beginning of its first question; null when its texts were deleted. */
  title: string | null
  /** When something was last asked in it. */
  lastAt: Date
  open: boolean
}

/** Ends the conversation of a chat or topic: the next question starts afresh. Returns what ended, if something was open. */
export async function startConversation(sql: Sql, place: Place): Promise<{ title: string | null } | undefined> {
  const [ended] = await sql<{ title: string | null }>`
    update conversations set ended_at = now()
    where user_id = ${place.telegramId} and chat_id = ${place.chatId} and thread_id = ${place.threadId} and ended_at is null
    returning title`
  return ended
}

/** The latest conversations of a chat or topic that can be gone on with, newest first. */
export async function listConversations(sql: Sql, place: Place, limit: number): Promise<Conversation[]> {
  const rows = await sql<{ id: number; title: string | null; lastAt: Date; open: boolean }>`
    select c.id, c.title, coalesce(last.asked_at, c.started_at) as last_at, c.ended_at is null as open
    from (
      select * from conversations
      where user_id = ${place.telegramId} and chat_id = ${place.chatId} and thread_id = ${place.threadId} and title is not null
      order by id desc limit ${limit * 3}
    ) as c
    left join lateral (
      select asked_at from messages_log m where m.user_id = ${place.telegramId} and m.conversation_id = c.id order by m.id desc limit 1
    ) as last on true
    order by last_at desc limit ${limit}`
  return rows.map(({ id, title, lastAt, open }) => ({ id, title, lastAt, open }))
}

/** Gives a conversation a name of the person's own; undefined when there is none such. */
export async function renameConversation(
  sql: Sql,
  place: Place & { conversationId: number; title: string },
): Promise<{ title: string } | undefined> {
  const [renamed] = await sql<{ title: string }>`
    update conversations set title = ${titleOf(place.title)}
    where user_id = ${place.telegramId} and id = ${place.conversationId} and chat_id = ${place.chatId}
      and thread_id = ${place.threadId} and title is not null
    returning title`
  return renamed
}

/**
 * Deletes the texts of a conversation and its name; what was paid and used stays. Not while an answer is written in it, which
 * would be kept afterwards. Undefined when there is none such.
 */
export async function deleteConversation(
  sql: Sql,
  place: Place & { conversationId: number },
): Promise<{ deleted: boolean } | undefined> {
  return sql.transaction(async (sql) => {
    // A question is asked behind the same lock.
    if (!(await lockUser(sql, place.telegramId))) return undefined
    const [known] = await sql<{ busy: boolean }>`
      select exists (select 1 from messages_log m
        where m.user_id = c.user_id and m.conversation_id = c.id and m.status = 'pending') as busy
      from conversations c
      where user_id = ${place.telegramId} and id = ${place.conversationId} and chat_id = ${place.chatId}
        and thread_id = ${place.threadId} and title is not null`
    if (!known) return undefined
    if (known.busy) return { deleted: false }
    const emptied = await sql<{ id: number }>`
      update messages_log set question = null, answer = null, quoted = null, edited = null, heard = null
      where user_id = ${place.telegramId} and conversation_id = ${place.conversationId} returning id`
    await deleteFiles(
      sql,
      place.telegramId,
      emptied.map(({ id }) => id),
    )
    await sql`
      update conversations set title = null, ended_at = coalesce(ended_at, (select now()))
      where user_id = ${place.telegramId} and id = ${place.conversationId}`
    return { deleted: true }
  })
}

/** A conversation that began without words is called by the first that are known. */
export async function nameUntitled(
  sql: Sql,
  { telegramId, conversationId, words }: { telegramId: number; conversationId: number; words: string },
): Promise<void> {
  await sql`
    update conversations set title = ${titleOf(words)}
    where user_id = ${telegramId} and id = ${conversationId} and title = ''`
}

/** Goes on with an earlier conversation of this chat or topic; the one that was open ends. Undefined when there is none such. */
export async function resumeConversation(
  sql: Sql,
  place: Place & { conversationId: number },
): Promise<{ title: string | null } | undefined> {
  return sql.transaction(async (sql) => {
    if (!(await lockUser(sql, place.telegramId))) return undefined
    const [known] = await sql<{ title: string | null }>`
      select title from conversations
      where user_id = ${place.telegramId} and id = ${place.conversationId} and chat_id = ${place.chatId}
        and thread_id = ${place.threadId} and title is not null`
    if (!known) return undefined
    await startConversation(sql, place)
    await sql`
      update conversations set ended_at = null where user_id = ${place.telegramId} and id = ${place.conversationId}`
    return known
  })
}
