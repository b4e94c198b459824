import type { Sql } from '#platform/database/sql.ts'
import { agreementStateOf } from '#modules/users/agreement.ts'
import type { Documents } from '#modules/users/contract.ts'
import { findUser, lockUser } from '#modules/users/users.ts'
import { mostOwn } from './contract.ts'

/** An assistant of a person's own. */
export interface OwnAssistant {
  id: number
  title: string
  /** Empty until they have written it. */
  prompt: string
}

export async function ownAssistantsOf(sql: Sql, telegramId: number): Promise<OwnAssistant[]> {
  return sql<OwnAssistant>`
    select id, title, prompt from own_assistants where user_id = ${telegramId} order by id`
}

export async function countOwn(sql: Sql, telegramId: number): Promise<number> {
  const [row] = await sql<{ count: number }>`
    select count(*)::integer as count from own_assistants where user_id = ${telegramId}`
  return row!.count
}

export async function findOwn(sql: Sql, telegramId: number, id: number): Promise<OwnAssistant | undefined> {
  const [row] = await sql<OwnAssistant>`
    select id, title, prompt from own_assistants where user_id = ${telegramId} and id = ${id}`
  return row
}

/** One more, once per update. */
export async function createOwn(
  sql: Sql,
  documents: Documents,
  { telegramId, updateId, title }: { telegramId: number; updateId: number; title: string },
): Promise<{ id: number } | { refused: 'user_not_found' | 'agreement_needed' | 'too_many_assistants' }> {
  return sql.transaction(async (sql) => {
    const user = await lockUser(sql, telegramId)
    if (!user) return { refused: 'user_not_found' }
    if (agreementStateOf(user.agreement, documents) !== 'given') return { refused: 'agreement_needed' }
    const own = await sql<{ id: number; updateId: number }>`
      select id, update_id from own_assistants where user_id = ${telegramId}`
    const known = own.find((one) => one.updateId === updateId)
    if (known) return { id: known.id }
    if (own.length >= mostOwn) return { refused: 'too_many_assistants' }
    const [made] = await sql<{ id: number }>`
      insert into own_assistants (user_id, update_id, title) values (${telegramId}, ${updateId}, ${inOneLine(title)})
      returning id`
    return made!
  })
}

/** Undefined values stay as they are; undefined when it is done. */
export async function changeOwn(
  sql: Sql,
  documents: Documents,
  change: { telegramId: number; id: number; title?: string | undefined; prompt?: string | undefined },
): Promise<{ refused: 'agreement_needed' | 'assistant_not_found' } | undefined> {
  const { telegramId, id, title, prompt } = change
  const user = await findUser(sql, telegramId)
  if (user && agreementStateOf(user.agreement, documents) !== 'given') return { refused: 'agreement_needed' }
  const rows = await sql`
    update own_assistants set title = coalesce(${title === undefined ? null : inOneLine(title)}, title),
      prompt = coalesce(${prompt ?? null}, prompt)
    where user_id = ${telegramId} and id = ${id} returning id`
  return rows.length > 0 ? undefined : { refused: 'assistant_not_found' }
}

export async function deleteOwn(sql: Sql, { telegramId, id }: { telegramId: number; id: number }): Promise<void> {
  await sql`delete from own_assistants where user_id = ${telegramId} and id = ${id}`
}

function inOneLine(title: string): string {
  return title.replaceAll(/\s+/g, ' ')
}
