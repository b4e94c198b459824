import type { Sql } from '#platform/database/sql.ts'
import { findRole } from '#modules/assistants/role.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import type { Price } from '#modules/charging/access.ts'
import { lockUser } from '#modules/users/users.ts'
import { type Place, startConversation } from './conversations.ts'

/**
 * Begins a conversation with an assistant; the one that was open ends, unless it is with the same and nothing was asked in it.
 * The same update begins one.
 */
export async function startWithAssistant(
  sql: Sql,
  catalog: Catalog,
  wished: Place & { key: string; updateId: number; shown: Price },
): Promise<{ refused: 'user_not_found' | 'assistant_not_found' } | undefined> {
  const { telegramId, chatId, threadId, key, updateId, shown } = wished
  return sql.transaction(async (sql) => {
    if (!(await lockUser(sql, telegramId))) return { refused: 'user_not_found' }
    const known = await sql`select 1 from conversations where user_id = ${telegramId} and started_by = ${updateId}`
    if (known.length > 0) return undefined
    if (!(await findRole(sql, catalog, { telegramId, chatId, key }))) return { refused: 'assistant_not_found' }
    const unused = await sql`
      update conversations set started_by = ${updateId}, shown_purse = ${shown.purse}, shown_price = ${shown.price}
      where user_id = ${telegramId} and chat_id = ${chatId} and thread_id = ${threadId} and ended_at is null
        and assistant = ${key} and title = ''
      returning id`
    if (unused.length > 0) return undefined
    await startConversation(sql, wished)
    await sql`
      insert into conversations (user_id, chat_id, thread_id, title, assistant, shown_purse, shown_price, started_by)
      values (${telegramId}, ${chatId}, ${threadId}, '', ${key}, ${shown.purse}, ${shown.price}, ${updateId})`
    return undefined
  })
}

/** A person has agreed to this price of a question to the assistant of a conversation. */
export async function noteShownPrice(
  sql: Sql,
  { telegramId, conversationId, shown }: { telegramId: number; conversationId: number; shown: Price },
): Promise<void> {
  await sql`
    update conversations set shown_purse = ${shown.purse}, shown_price = ${shown.price}
    where user_id = ${telegramId} and id = ${conversationId} and assistant is not null`
}
