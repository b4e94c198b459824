import type { Sql } from '#platform/database/sql.ts'
import type { Notice } from './contract.ts'

export type Outgoing = Notice & {
  /** Names the cause; what has the key of something written before is not written again. */
  key: string
  /** A person, a place in a chat, or every owner. */
  to: { telegramId: number } | { telegramId: number; chatId: number; threadId?: number; replyTo?: number } | 'owners'
  /** The owner in whose name it is said: they hear when the person cannot be reached. */
  saidBy?: number | null | undefined
  /** The person whose own words stand in it, when it is said to another one. */
  wordsOf?: number | undefined
  /** PNG or JPEG, at most 10 MB; what is said stands below it. */
  picture?: Uint8Array | null | undefined
}

/** Writes down what the bot must say, in the transaction of whatever causes it; the worker sends it. */
export async function say(sql: Sql, { key, to, saidBy, wordsOf, picture, kind, data }: Outgoing): Promise<void> {
  const place = to === 'owners' ? { chatId: null, telegramId: null } : { chatId: to.telegramId, ...to }
  const { chatId, telegramId, threadId, replyTo } = { threadId: undefined, replyTo: undefined, ...place }
  const rows = await sql`
    insert into outbox (key, chat_id, thread_id, reply_to, user_id, said_by, words_of, picture, kind, data)
    values (${key}, ${chatId}, ${threadId}, ${replyTo}, ${telegramId}, ${saidBy}, ${wordsOf}, ${picture && Buffer.from(picture)}, ${kind}, ${data})
    on conflict (key) do nothing returning id`
  if (rows.length > 0) await sql`select pg_notify('outbox', '')`
}

/** A group has become a supergroup: what waits for it is said there. */
export async function moveNotices(sql: Sql, chat: { from: number; to: number }): Promise<void> {
  await sql`update outbox set chat_id = ${chat.to}, reply_to = null where chat_id = ${chat.from} and state = 'waiting'`
}

/** Deletes finished rows this old: what caused them is not caused again by then. Returns how many. */
export async function deleteNotices(sql: Sql, options: { keepDays: number }): Promise<number> {
  const rows = await sql`
    delete from outbox where state <> 'waiting' and created_at < now() - make_interval(days => ${options.keepDays})
    returning id`
  return rows.length
}
