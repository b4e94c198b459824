import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { type Means, meansOf, type MeansRow, type Price } from '#modules/charging/access.ts'
import type { FollowUp, ReplyTo } from './follow-up.ts'
import { findRole, type AssistantRole } from '#modules/assistants/role.ts'
import type { SentFile } from '#modules/attachments/attachment.ts'
import type { FreeLimits } from '#modules/free-trial/free-messages.ts'
import { type User, userOf, type UserRow } from '#modules/users/users.ts'

/** A question as it comes. */
export interface Asking {
  telegramId: number
  chatId: number
  threadId: number
  messageId: number
  updateId: number
  /** Its words, and the files that came with them. */
  text: string
  files: SentFile[]
  /** Whether the answer is what is said in its voice messages. */
  transcriptOnly: boolean
  /** Instead of words and files: what is wanted of an earlier answer. */
  followUp?: { kind: FollowUp; questionId: number; suggestion?: number | undefined } | undefined
  /** Or the waiting question of this update. */
  waiting?: number | undefined
  /** The price that was agreed to; null: what the question that it follows has cost; absent: any. */
  agreed?: Price | null | undefined
  /** It is asked by the clock, which asks again: it is not kept when it is refused. */
  isScheduled: boolean
  /** The message it replies to, with its words. */
  replyTo?: ReplyTo | undefined
  modelId?: string | undefined
  /** Where the people live, if the owner has said so. */
  timeZone: string | undefined
  /** Of what trials pay for. */
  freeLimits: FreeLimits
  /** How long this process may stay silent about the question before another may take it over. */
  leaseMs: number
  /** The name of this process, see Presence. */
  worker: string
}

/** What a question is decided from. */
export interface Seen {
  user: User
  means: Means
  /** Changes whenever the person's money or counters do. */
  version: number
  known: boolean
  conversationId: number | null
  /** Whether that has begun without a word, as with an assistant. */
  isUntitled: boolean
  /** Who answers in it, and what a question to it cost when its price was last shown; null: no assistant. */
  role: AssistantRole | null
  shown: Price | null
  /** What is remembered of the person, oldest first; nothing in a group, or where they do not want it. */
  facts: string[]
}

interface ConversationRow {
  conversationId: number | null
  isUntitled: boolean | null
  assistant: string | null
  shownPurse: Price['purse'] | null
  shownPrice: number | null
}

/** Everything that decides about a question, as it is at one moment. */
export async function look(sql: Sql, catalog: Catalog, asking: Asking): Promise<Seen | undefined> {
  const { telegramId, updateId, chatId, threadId } = asking
  const [row] = await sql<
    UserRow & MeansRow & ConversationRow & { version: number; known: boolean; facts: string[] | null }
  >`
    select u.*, means.*, c.id as conversation_id, c.title = '' as is_untitled, c.assistant, c.shown_purse, c.shown_price,
      exists (select from messages_log where user_id = u.telegram_id and update_id = ${updateId}) as known,
      case when ${chatId === telegramId}::boolean and coalesce((u.settings ->> 'remember')::boolean, true) then (
        select array_agg(f.fact order by f.id) from memory_facts f where f.user_id = u.telegram_id) end as facts
    from users u join means using (telegram_id)
    left join conversations c
      on c.user_id = u.telegram_id and c.chat_id = ${chatId} and c.thread_id = ${threadId} and c.ended_at is null
    where u.telegram_id = ${telegramId}`
  if (!row) return undefined
  const { version, known, conversationId, shownPurse, shownPrice } = row
  return {
    user: userOf(row),
    means: meansOf(row, catalog),
    version,
    known,
    conversationId,
    isUntitled: row.isUntitled ?? false,
    // Its price was agreed to without one, whatever the person talks about now.
    role: await findRole(sql, catalog, { telegramId, chatId, key: asking.isScheduled ? null : row.assistant }),
    shown: shownPurse === null ? null : { purse: shownPurse, price: shownPrice! },
    facts: row.facts ?? [],
  }
}
