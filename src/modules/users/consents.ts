import type { Sql } from '#platform/database/sql.ts'
import { type ConsentSubject, consentVersions } from './contract.ts'

/**
 * Keeps what a person has agreed to or has withdrawn, with the version of the text and the moment. What they say again
 * changes nothing. False when there is no such user.
 */
export async function setConsent(
  sql: Sql,
  { telegramId, subject, given }: { telegramId: number; subject: ConsentSubject; given: boolean },
): Promise<boolean> {
  const rows = await sql`
    with changed as (
      update users set takes_news = ${given}, updated_at = now()
      where telegram_id = ${telegramId} and takes_news is distinct from ${given} returning telegram_id
    ), kept as (
      insert into consents (user_id, subject, given, version)
      select telegram_id, ${subject}, ${given}, ${consentVersions[subject]} from changed
    )
    select 1 from users where telegram_id = ${telegramId}`
  return rows.length > 0
}

interface Consent {
  id: number
  subject: string
  given: boolean
  version: string
  how: string | null
  at: Date
}

/** What a person has agreed to and has withdrawn, the newest first. */
export async function consentsOf(sql: Sql, telegramId: number, limit: number): Promise<Consent[]> {
  return sql<Consent>`
    select id, subject, given, version, how, at from consents
    where user_id = ${telegramId} order by id desc limit ${limit}`
}
