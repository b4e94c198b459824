import type { Sql } from '#platform/database/sql.ts'
import { agreementStateOf } from '#modules/users/agreement.ts'
import type { Documents } from '#modules/users/contract.ts'
import { lockUser } from '#modules/users/users.ts'
import type { Fact } from './contract.ts'
import { holdsSecret } from './secret.ts'
import { keyOf, tidy } from './words.ts'

interface Wish {
  telegramId: number
  updateId: number
  text: string
}

type Remembered =
  | { fact: Fact; isNew: boolean }
  | {
      refused: 'user_not_found' | 'user_blocked' | 'agreement_needed' | 'memory_off' | 'memory_full' | 'fact_secret'
    }

/** Keeps what a person wants to be remembered; the same update keeps it once. */
export async function rememberFact(
  sql: Sql,
  { documents, mostFacts }: { documents: Documents; mostFacts: number },
  { telegramId, updateId, text }: Wish,
): Promise<Remembered> {
  const words = tidy(text)
  return sql.transaction(async (sql) => {
    const user = await lockUser(sql, telegramId)
    if (!user) return { refused: 'user_not_found' }
    if (user.blocked) return { refused: 'user_blocked' }
    const facts = await sql<Fact & { key: string; updateId: number | null }>`
      select id, fact as text, key, update_id from memory_facts where user_id = ${telegramId} order by id`
    const said = facts.find((fact) => fact.updateId === updateId)
    if (said) return { fact: factOf(said), isNew: true }
    if (agreementStateOf(user.agreement, documents) !== 'given') return { refused: 'agreement_needed' }
    if (!user.settings.remember) return { refused: 'memory_off' }
    if (holdsSecret(words)) return { refused: 'fact_secret' }
    const known = facts.find(({ key }) => key === keyOf(words))
    if (known) return { fact: factOf(known), isNew: false }
    if (facts.length >= mostFacts) return { refused: 'memory_full' }
    const [kept] = await sql<Fact>`
      insert into memory_facts (user_id, fact, key, update_id) values (${telegramId}, ${words}, ${keyOf(words)}, ${updateId})
      returning id, fact as text`
    return { fact: kept!, isNew: true }
  })
}

/** Oldest first. */
export async function factsOf(sql: Sql, telegramId: number): Promise<Fact[]> {
  return sql<Fact>`select id, fact as text from memory_facts where user_id = ${telegramId} order by id`
}

export async function countFacts(sql: Sql, telegramId: number): Promise<number> {
  const [row] = await sql<{ count: number }>`
    select count(*)::integer as count from memory_facts where user_id = ${telegramId}`
  return row!.count
}

/** Puts other words in the place of a fact. */
export async function changeFact(
  sql: Sql,
  documents: Documents,
  { telegramId, factId, text }: { telegramId: number; factId: number; text: string },
): Promise<{ fact: Fact } | { refused: 'agreement_needed' | 'fact_not_found' | 'fact_known' | 'fact_secret' }> {
  const words = tidy(text)
  if (holdsSecret(words)) return { refused: 'fact_secret' }
  return sql.transaction(async (sql) => {
    const user = await lockUser(sql, telegramId)
    if (user && agreementStateOf(user.agreement, documents) !== 'given') return { refused: 'agreement_needed' }
    const [same] = await sql`
      select id from memory_facts where user_id = ${telegramId} and key = ${keyOf(words)} and id <> ${factId}`
    if (same) return { refused: 'fact_known' }
    const [fact] = await sql<Fact>`
      update memory_facts set fact = ${words}, key = ${keyOf(words)} where user_id = ${telegramId} and id = ${factId}
      returning id, fact as text`
    return fact ? { fact } : { refused: 'fact_not_found' }
  })
}

export async function deleteFact(sql: Sql, key: { telegramId: number; factId: number }): Promise<void> {
  await sql`delete from memory_facts where user_id = ${key.telegramId} and id = ${key.factId}`
}

/** Deletes everything that is known of a person; what waits to be looked through would bring it back. */
export async function deleteFacts(sql: Sql, telegramId: number): Promise<void> {
  await sql.transaction(async (sql) => {
    await lockUser(sql, telegramId)
    await sql`delete from memory_facts where user_id = ${telegramId}`
    await sql`update memory_readings set state = 'skipped' where user_id = ${telegramId} and state = 'waiting'`
  })
}

/** Keeps what was found in a conversation, without what is known and as far as there is room. The caller holds the person's lock. */
export async function addFacts(
  sql: Sql,
  { telegramId, facts, mostFacts }: { telegramId: number; facts: string[]; mostFacts: number },
): Promise<void> {
  const known = await factsOf(sql, telegramId)
  const keys = new Set(known.map(({ text }) => keyOf(text)))
  const added = facts.filter((fact) => !keys.has(keyOf(fact))).slice(0, Math.max(0, mostFacts - known.length))
  for (const fact of added)
    await sql`insert into memory_facts (user_id, fact, key) values (${telegramId}, ${fact}, ${keyOf(fact)})`
}

function factOf({ id, text }: Fact): Fact {
  return { id, text }
}
