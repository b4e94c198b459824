import type { Sql } from '#platform/database/sql.ts'
import type { Language } from '#modules/users/contract.ts'

interface GuestQuery {
  telegramId: number
  updateId: number
}

/** What is known of a query; it is kept when it comes for the first time. Undefined: there is no such user. */
export async function openGuestQuery(
  sql: Sql,
  { telegramId, updateId }: GuestQuery,
): Promise<{ inlineMessageId: string | null; ended: boolean } | undefined> {
  await sql`
    insert into guest_queries (user_id, update_id)
    select telegram_id, ${updateId}::bigint from users where telegram_id = ${telegramId} on conflict do nothing`
  const [known] = await sql<{ inlineMessageId: string | null; ended: boolean }>`
    select inline_message_id, ended_at is not null as ended from guest_queries
    where user_id = ${telegramId} and update_id = ${updateId}`
  return known
}

/** The first name stays: a query has one message. */
export async function noteGuestMessage(
  sql: Sql,
  {
    telegramId,
    updateId,
    inlineMessageId,
    ended,
  }: GuestQuery & { inlineMessageId?: string | undefined; ended: boolean },
): Promise<void> {
  await sql`
    update guest_queries set inline_message_id = coalesce(inline_message_id, ${inlineMessageId}),
      ended_at = case when ${ended} then coalesce(ended_at, ${new Date()}::timestamptz) else ended_at end
    where user_id = ${telegramId} and update_id = ${updateId}`
}

/** A message that says it is being worked on, for longer than any process is silent about that. */
interface OpenMessage extends GuestQuery {
  inlineMessageId: string
  language: Language
}

/** The oldest first. */
export async function openMessages(
  sql: Sql,
  { olderThanMs, limit }: { olderThanMs: number; limit: number },
): Promise<OpenMessage[]> {
  return sql<OpenMessage>`
    select g.user_id as telegram_id, g.update_id, g.inline_message_id, u.language
    from guest_queries g join users u on u.telegram_id = g.user_id
    where g.ended_at is null and g.inline_message_id is not null
      and g.asked_at < now() - make_interval(secs => ${olderThanMs / 1000})
    order by g.asked_at limit ${limit}`
}

/** Deletes what no update asks about any more. */
export async function deleteGuestQueries(sql: Sql, { keepDays }: { keepDays: number }): Promise<void> {
  await sql`delete from guest_queries where asked_at < now() - make_interval(days => ${keepDays})`
}
