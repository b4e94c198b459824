import type { Sql } from '#platform/database/sql.ts'
import { type Means, type MeansRow, meansOf, type Price } from '#modules/charging/access.ts'
import type { Part } from '#platform/models/provider.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { type User, userOf, type UserRow } from '#modules/users/users.ts'
import type { FollowUp, ReplyTo } from './follow-up.ts'

export interface Asking {
  telegramId: number
  chatId: number
  threadId: number
  messageId: number
  updateId: number
  /** What it is made of. */
  parts: Part[]
  /** Instead of parts: what is wanted of an earlier answer. */
  followUp?: { kind: FollowUp; questionId: number } | undefined
  /** Or the waiting question of this update. */
  waiting?: number | undefined
  /** The price that was agreed to; null: what the question that it follows has cost; absent: any. */
  agreed?: Price | null | undefined
  /** The message it replies to, with its words. */
  replyTo?: ReplyTo | undefined
  modelId?: string | undefined
  /** Where the people live, if the owner has said so. */
  timeZone: string | undefined
  /** How long this process may stay silent about the question before another may take it over. */
  leaseMs: number
}

/** What a question is decided from. */
export interface Seen {
  user: User
  means: Means
  /** Changes whenever the person's money or counters do. */
  version: number
  known: boolean
  conversationId: number | null
}

/** Everything that decides about a question, as it is at one moment. */
export async function look(sql: Sql, catalog: Catalog, asking: Asking): Promise<Seen | undefined> {
  const { telegramId, updateId, chatId, threadId } = asking
  const [row] = await sql<UserRow & MeansRow & { version: number; known: boolean; conversationId: number | null }>`
    select u.*, means.*, c.id as conversation_id,
      exists (select from messages_log where user_id = u.telegram_id and update_id = ${updateId}) as known
    from users u join means using (telegram_id)
    left join conversations c
      on c.user_id = u.telegram_id and c.chat_id = ${chatId} and c.thread_id = ${threadId} and c.ended_at is null
    where u.telegram_id = ${telegramId}`
  if (!row) return undefined
  const { version, known, conversationId } = row
  return { user: userOf(row), means: meansOf(row, catalog), version, known, conversationId }
}
