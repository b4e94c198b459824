import type { Sql } from '#platform/database/sql.ts'
import type { Reference } from './follow-up.ts'

/** A person who has not come back to it by then asks again. */
const keptDays = 7

/** Keeps a question that nothing paid for, in place of an earlier one. */
export async function keepWaiting(
  sql: Sql,
  question: { telegramId: number; updateId: number; reference: Reference },
): Promise<void> {
  const { text, about, aboutId, quoted } = question.reference
  await sql`
    insert into waiting_questions (user_id, update_id, question, about, about_id, quoted)
    values (${question.telegramId}, ${question.updateId}, ${text}, ${about}, ${aboutId}, ${quoted})
    on conflict (user_id) do update set update_id = excluded.update_id, question = excluded.question, about = excluded.about,
      about_id = excluded.about_id, quoted = excluded.quoted, asked_at = now()`
}

/** The waiting question of a person, named by its update where a button names it. */
export async function findWaiting(
  sql: Sql,
  key: { telegramId: number; updateId?: number },
): Promise<{ updateId: number; reference: Reference } | undefined> {
  const [row] = await sql<Reference & { updateId: number }>`
    select update_id as "updateId", question as text, about, about_id as "aboutId", quoted from waiting_questions
    where user_id = ${key.telegramId} and update_id = coalesce(${key.updateId ?? null}::bigint, update_id)
      and asked_at > now() - make_interval(days => ${keptDays})`
  if (!row) return undefined
  const { updateId, ...reference } = row
  return { updateId, reference }
}

/** It is asked now. */
export async function dropWaiting(sql: Sql, key: { telegramId: number; updateId: number }): Promise<void> {
  await sql`delete from waiting_questions where user_id = ${key.telegramId} and update_id = ${key.updateId}`
}

/** Deletes those that no person came back to. */
export async function deleteWaiting(sql: Sql): Promise<void> {
  await sql`delete from waiting_questions where asked_at < now() - make_interval(days => ${keptDays})`
}
