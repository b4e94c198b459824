import type { Sql } from '#platform/database/sql.ts'
import { lockUser } from '#modules/users/users.ts'
import type { Reference } from './follow-up.ts'

/** A person who has not come back to it by then asks again. */
const keptDays = 7
/** What is bought within this time is bought for the question. */
const recentMinutes = 60

interface Waiting {
  telegramId: number
  updateId: number
  reference: Reference
}

/** Keeps a question that nothing paid for, in place of an earlier one. */
export async function keepWaiting(sql: Sql, { telegramId, updateId, reference }: Waiting): Promise<void> {
  const { text, about, aboutId, quoted, transcriptOnly } = reference
  await sql`
    insert into waiting_questions (user_id, update_id, question, about, about_id, quoted, transcript_only)
    values (${telegramId}, ${updateId}, ${text}, ${about}, ${aboutId}, ${quoted}, ${transcriptOnly})
    on conflict (user_id) do update set update_id = excluded.update_id, question = excluded.question, about = excluded.about,
      about_id = excluded.about_id, quoted = excluded.quoted, transcript_only = excluded.transcript_only, asked_at = excluded.asked_at`
}

/** One whose price was told waits for something that pays for it, like any other, unless it was asked meanwhile. */
export async function keepQuotedWaiting(sql: Sql, key: { telegramId: number; updateId: number }): Promise<void> {
  await sql.transaction(async (sql) => {
    await lockUser(sql, key.telegramId)
    await sql`
      insert into waiting_questions (user_id, update_id, question, about, about_id, quoted, transcript_only)
      select user_id, update_id, question, about, about_id, quoted, transcript_only from quotations
      where user_id = ${key.telegramId} and update_id = ${key.updateId}
      on conflict (user_id) do update set update_id = excluded.update_id, question = excluded.question, about = excluded.about,
        about_id = excluded.about_id, quoted = excluded.quoted, transcript_only = excluded.transcript_only, asked_at = excluded.asked_at`
  })
}

/** Keeps a question whose price was told; that price counts until the moment given. */
export async function keepQuotation(
  sql: Sql,
  { telegramId, updateId, reference, validUntil }: Waiting & { validUntil: Date },
): Promise<void> {
  const { text, about, aboutId, quoted, transcriptOnly } = reference
  await sql`
    insert into quotations (user_id, update_id, question, about, about_id, quoted, transcript_only, valid_until)
    values (${telegramId}, ${updateId}, ${text}, ${about}, ${aboutId}, ${quoted}, ${transcriptOnly}, ${validUntil})
    on conflict (user_id, update_id) do update set valid_until = excluded.valid_until, asked_at = excluded.asked_at`
}

/** The question that nothing had paid for. */
export async function findUnpaid(
  sql: Sql,
  telegramId: number,
): Promise<{ updateId: number; text: string; isRecent: boolean } | undefined> {
  const [row] = await sql<{ updateId: number; text: string; isRecent: boolean }>`
    select update_id, question as text, asked_at > now() - make_interval(mins => ${recentMinutes}) as is_recent
    from waiting_questions where user_id = ${telegramId} and asked_at > now() - make_interval(days => ${keptDays})`
  return row
}

/** The waiting question that a button names by its update. While nothing pays for it the price that was told does not grow old. */
export async function findWaiting(
  sql: Sql,
  key: { telegramId: number; updateId: number },
): Promise<{ reference: Reference; isPriceOld: boolean } | undefined> {
  const [row] = await sql<Reference & { isPriceOld: boolean; place: number }>`
    select question as text, about, about_id, quoted, transcript_only, false as is_price_old, 1 as place from waiting_questions
    where user_id = ${key.telegramId} and update_id = ${key.updateId} and asked_at > now() - make_interval(days => ${keptDays})
    union all
    select question, about, about_id, quoted, transcript_only, valid_until < now(), 2 from quotations
    where user_id = ${key.telegramId} and update_id = ${key.updateId} and asked_at > now() - make_interval(days => ${keptDays})
    order by place limit 1`
  if (!row) return undefined
  const { isPriceOld, place: _, ...reference } = row
  return { reference, isPriceOld }
}

/** It is asked now. False when it waits no longer. */
export async function dropWaiting(sql: Sql, key: { telegramId: number; updateId: number }): Promise<boolean> {
  const dropped = await sql`
    with quoted as (
      delete from quotations where user_id = ${key.telegramId} and update_id = ${key.updateId} returning update_id
    ), unpaid as (
      delete from waiting_questions where user_id = ${key.telegramId} and update_id = ${key.updateId} returning update_id
    )
    select update_id from quoted union all select update_id from unpaid`
  return dropped.length > 0
}

/** Deletes those that no person came back to. */
export async function deleteWaiting(sql: Sql): Promise<void> {
  await sql`delete from waiting_questions where asked_at < now() - make_interval(days => ${keptDays})`
  await sql`delete from quotations where asked_at < now() - make_interval(days => ${keptDays})`
}
