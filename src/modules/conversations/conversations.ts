import type { Sql } from '#platform/database/sql.ts'
import { deleteFiles } from '#modules/attachments/attachment.ts'
import type { AssistantOffer } from '#modules/assistants/contract.ts'
import { findOffer } from '#modules/assistants/role.ts'
import type { CatalogWithSearch } from '#modules/catalog/searcher.ts'
import { findMeans } from '#modules/charging/access.ts'
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
  /** Who answers in it. */
  assistant: AssistantOffer | null
}

/** Ends the conversation of a chat or topic: the next question starts afresh. Returns what ended, if something was open. */
export async function startConversation(sql: Sql, place: Place): Promise<{ title: string | null } | undefined> {
  return sql.transaction((sql) => endConversation(sql, place))
}

/** What was said in a private chat is noted for the memory in the same transaction. */
async function endConversation(sql: Sql, place: Place): Promise<{ title: string | null } | undefined> {
  const { telegramId, chatId, threadId } = place
  const [ended] = await sql<{ id: number; title: string | null }>`
    update conversations set ended_at = now()
    where user_id = ${telegramId} and chat_id = ${chatId} and thread_id = ${threadId} and ended_at is null
    returning id, title`
  if (ended && chatId === telegramId)
    await sql`
      insert into memory_readings (user_id, conversation_id, last_question_id)
      select user_id, conversation_id, max(id) from messages_log m
      where user_id = ${telegramId} and conversation_id = ${ended.id}
        and exists (select from users u where u.telegram_id = m.user_id and coalesce((settings ->> 'remember')::boolean, true))
      group by user_id, conversation_id
      on conflict do nothing`
  return ended
}

/** The latest conversations of a chat or topic that can be gone on with, newest first. */
export async function listConversations(
  sql: Sql,
  catalog: CatalogWithSearch,
  place: Place,
  limit: number,
): Promise<Conversation[]> {
  const rows = await sql<Omit<Conversation, 'assistant'> & { assistant: string | null }>`
    select c.id, c.title, coalesce(last.asked_at, c.started_at) as last_at, c.ended_at is null as open, c.assistant
    from (
      select * from conversations
      where user_id = ${place.telegramId} and chat_id = ${place.chatId} and thread_id = ${place.threadId} and title is not null
      order by id desc limit ${limit * 3}
    ) as c
    left join lateral (
      select asked_at from messages_log m where m.user_id = ${place.telegramId} and m.conversation_id = c.id order by m.id desc limit 1
    ) as last on true
    -- One that was begun with an assistant, and left without a question, is none.
    where last.asked_at is not null or c.ended_at is null
    order by last_at desc limit ${limit}`
  const means = rows.some(({ assistant }) => assistant !== null)
    ? await findMeans(sql, place.telegramId, catalog)
    : undefined
  const conversations: Conversation[] = []
  for (const { id, title, lastAt, open, assistant: key } of rows) {
    const assistant = means ? await findOffer(sql, catalog, { ...place, key, means }) : null
    conversations.push({ id, title, lastAt, open, assistant })
  }
  return conversations
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
      update messages_log set question = null, answer = null, quoted = null, edited = null, heard = null, sources = null,
        suggestions = null
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

/**
 * Goes on with an earlier conversation of this chat or topic; the one that was open ends. An assistant that is gone leaves it.
 * Undefined when there is none such.
 */
export async function resumeConversation(
  sql: Sql,
  catalog: CatalogWithSearch,
  place: Place & { conversationId: number },
): Promise<{ title: string | null; assistant: AssistantOffer | null; lostAssistant: boolean } | undefined> {
  return sql.transaction(async (sql) => {
    if (!(await lockUser(sql, place.telegramId))) return undefined
    const [known] = await sql<{ title: string | null; key: string | null }>`
      select title, assistant as key from conversations
      where user_id = ${place.telegramId} and id = ${place.conversationId} and chat_id = ${place.chatId}
        and thread_id = ${place.threadId} and title is not null`
    if (!known) return undefined
    const { title, key } = known
    const means = key === null ? undefined : await findMeans(sql, place.telegramId, catalog)
    const assistant = means ? await findOffer(sql, catalog, { ...place, key, means }) : null
    await endConversation(sql, place)
    await sql`
      update conversations set ended_at = null, assistant = ${assistant && key},
        shown_purse = ${assistant?.price.purse ?? null}, shown_price = ${assistant?.price.price ?? null}
      where user_id = ${place.telegramId} and id = ${place.conversationId}`
    return { title, assistant, lostAssistant: key !== null && !assistant }
  })
}
