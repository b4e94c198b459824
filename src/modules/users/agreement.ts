import type { Sql } from '#platform/database/sql.ts'
import { record } from '#modules/events/events.ts'
import { spoken } from '#texts/codes.ts'
import type { Agreed, AgreedBy, Agreement, AgreementState, Documents, PresentDocuments } from './contract.ts'
import { findUser } from './users.ts'

/** Who has agreed in one language need not do so again in another: the documents say the same. */
export function agreementStateOf(agreement: Agreement | null, documents: Documents): AgreementState {
  if (!agreement) return 'none'
  const { needed } = documents.get(spoken(agreement.language))!
  return isAtLeast(agreement, needed) ? 'given' : 'outdated'
}

/** A person agrees to documents that they were shown. The same again changes nothing. */
export async function agree(
  sql: Sql,
  documents: Documents,
  { telegramId, version, how }: { telegramId: number; version: string; how: AgreedBy },
): Promise<{ agreed: true } | { refused: 'user_not_found' | 'agreement_changed' }> {
  const shown = findDocuments(documents, version)
  if (shown) {
    const isKnown = await sql.transaction((sql) => keepAgreement(sql, { telegramId, agreed: shown, how }))
    return isKnown ? { agreed: true } : { refused: 'user_not_found' }
  }
  const user = await findUser(sql, telegramId)
  if (!user) return { refused: 'user_not_found' }
  return agreementStateOf(user.agreement, documents) === 'given' ? { agreed: true } : { refused: 'agreement_changed' }
}

/** Undefined when they have changed since, in whatever language they were shown. */
export function findDocuments(documents: Documents, version: string): PresentDocuments | undefined {
  return [...documents.values()].find((each) => each.version === version)
}

/** In the transaction of the caller. False when there is no such user. */
export async function keepAgreement(
  sql: Sql,
  { telegramId, agreed, how }: { telegramId: number; agreed: Agreed; how: AgreedBy },
): Promise<boolean> {
  const { agreement, versions } = agreed
  const [row] = await sql<{ isNew: boolean }>`
    with changed as (
      update users set agreement = ${agreement}::jsonb
      where telegram_id = ${telegramId} and agreement is distinct from ${agreement}::jsonb returning telegram_id
    ), kept as (
      insert into consents (user_id, subject, given, version, how)
      select telegram_id, document.name, true, document.version, ${how}::text
      from changed, (values ('terms', ${versions.terms}::text), ('privacy', ${versions.privacy}::text)) as document (name, version)
    )
    select exists (select from changed) as is_new from users where telegram_id = ${telegramId}`
  if (row?.isNew) await record(sql, { level: 'info', kind: 'agreed', userId: telegramId, data: { how, ...versions } })
  return row !== undefined
}

/** The documents of an order that was paid; in the transaction of the caller. Who has agreed to newer ones meanwhile goes on with those. */
export async function keepAgreementOfPayment(
  sql: Sql,
  { telegramId, agreement }: { telegramId: number; agreement: Agreement | null },
  agreed: Agreed,
): Promise<void> {
  if (agreement && isAtLeast(agreement, agreed.agreement)) return
  await keepAgreement(sql, { telegramId, agreed, how: 'payment' })
}

/** In the transaction of the caller, under the lock of the user. */
export async function withdrawAgreement(sql: Sql, telegramId: number): Promise<void> {
  const withdrawn = await sql`
    with changed as (
      update users set agreement = null where telegram_id = ${telegramId} and agreement is not null returning telegram_id
    ), last as (
      select distinct on (subject) subject, version from consents
      where user_id = ${telegramId} and subject in ('terms', 'privacy') order by subject, id desc
    ), kept as (
      insert into consents (user_id, subject, given, version, how)
      select telegram_id, subject, false, version, 'withdrawal' from changed, last order by subject desc
    )
    select 1 from changed`
  if (withdrawn.length > 0) await record(sql, { level: 'info', kind: 'agreement_withdrawn', userId: telegramId })
}

function isAtLeast(agreement: Agreement, least: Pick<Agreement, 'published' | 'edition'>): boolean {
  return agreement.published >= least.published && agreement.edition >= least.edition
}
