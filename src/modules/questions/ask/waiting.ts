import type { Sql } from '#platform/database/sql.ts'
import { filesOfUpdate } from '#modules/attachments/attachment.ts'
import { lockUser } from '#modules/users/users.ts'
import { isBlank } from '#platform/http/blank.ts'
import type { Reference } from './follow-up.ts'

/** A person who has not come back to it by then asks again. */
const keptDays = 7
/** What is bought within this time is bought for the question. */
const recentMinutes = 60
/** Characters of messages that are kept as one question. */
const longestRow = 8_000

interface Waiting {
  telegramId: number
  updateId: number
  reference: Reference
}

/** Of how many messages the question is made that is kept now, and whether an earlier one of this hour had to go for it. */
export interface Kept {
  messages: number
  replaces: boolean
}

/** Keeps a question that nothing paid for, in place of an earlier one. */
export async function keepWaiting(
  sql: Sql,
  { telegramId, updateId, reference, messages = 1 }: Waiting & { messages?: number },
): Promise<void> {
  const { text, about, aboutId, quoted, transcriptOnly } = reference
  await sql`
    insert into waiting_questions (user_id, update_id, question, about, about_id, quoted, transcript_only, messages)
    values (${telegramId}, ${updateId}, ${text}, ${about}, ${aboutId}, ${quoted}, ${transcriptOnly}, ${messages})
    on conflict (user_id) do update set update_id = excluded.update_id, question = excluded.question, about = excluded.about,
      about_id = excluded.about_id, quoted = excluded.quoted, transcript_only = excluded.transcript_only,
      messages = excluded.messages, asked_at = excluded.asked_at`
}

/**
 * Keeps what a person who may not ask yet sends: messages of words that come within the hour are one question, in their
 * order, which has one answer at one price. Anything else takes the place of what was kept before.
 */
export async function keepInARow(sql: Sql, { hasFiles, ...waiting }: Waiting & { hasFiles: boolean }): Promise<Kept> {
  const { telegramId, updateId, reference } = waiting
  return sql.transaction(async (sql) => {
    const before = await findKept(sql, telegramId)
    // The same update again.
    if (before?.updateId === updateId) return { messages: before.messages, replaces: false }
    const text = before && `${before.text}\n\n${reference.text}`
    const isOneMore =
      before?.isRecent === true &&
      [before, reference].every(isOfWords) &&
      text!.length <= longestRow &&
      !hasFiles &&
      (await filesOfUpdate(sql, { telegramId, updateId: before.updateId })).length === 0
    const messages = isOneMore ? before.messages + 1 : 1
    await keepWaiting(sql, { ...waiting, ...(isOneMore ? { reference: { ...reference, text: text! } } : {}), messages })
    return { messages, replaces: before?.isRecent === true && !isOneMore }
  })
}

interface Before extends Reference {
  updateId: number
  messages: number
  isRecent: boolean
}

async function findKept(sql: Sql, telegramId: number): Promise<Before | undefined> {
  const [row] = await sql<Before>`
    select update_id, question as text, about, about_id, quoted, transcript_only, messages,
      asked_at > now() - make_interval(mins => ${recentMinutes}) as is_recent
    from waiting_questions where user_id = ${telegramId} for update`
  return row
}

function isOfWords({ text, about, quoted, transcriptOnly }: Reference): boolean {
  return !isBlank(text) && about === null && quoted === null && !transcriptOnly
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
        about_id = excluded.about_id, quoted = excluded.quoted, transcript_only = excluded.transcript_only,
        messages = excluded.messages, asked_at = excluded.asked_at`
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
): Promise<Pick<Before, 'updateId' | 'text' | 'messages' | 'isRecent'> | undefined> {
  const [row] = await sql<Pick<Before, 'updateId' | 'text' | 'messages' | 'isRecent'>>`
    select update_id, question as text, messages, asked_at > now() - make_interval(mins => ${recentMinutes}) as is_recent
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
