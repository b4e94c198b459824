import type { Sql } from '#platform/database/sql.ts'
import { type Costs, recordCosts } from '#modules/costs/record-costs.ts'
import { lockUser } from '#modules/users/users.ts'
import { addFacts } from './facts.ts'
import { ownWords } from './words.ts'

/** A conversation, up to a question of it, that is to be looked through for facts. */
export interface Reading {
  userId: number
  id: number
  conversationId: number
  lastQuestionId: number
}

/** A conversation in which nothing was said for so long has ended as far as the memory goes. */
const silentHours = 6
/** Looked at in each run, so that one that comes late misses none. */
const lookBackMinutes = 15
/** What waits for longer is left out: the budget of its day was used up, or no worker was there. */
const waitsHours = 24

/** Notes the conversations that went silent; those that were ended are noted where they end. */
export async function noteSilent(sql: Sql): Promise<void> {
  await sql`
    insert into memory_readings (user_id, conversation_id, last_question_id)
    select m.user_id, m.conversation_id, m.id
    from messages_log m
    join users u on u.telegram_id = m.user_id
    join conversations c on c.user_id = m.user_id and c.id = m.conversation_id
    where m.asked_at > now() - make_interval(hours => ${silentHours}, mins => ${lookBackMinutes})
      and m.asked_at <= now() - make_interval(hours => ${silentHours})
      and m.question is not null and m.chat_id = m.user_id and c.ended_at is null
      and coalesce((u.settings ->> 'remember')::boolean, true)
      and not exists (
        select from messages_log later
        where later.user_id = m.user_id and later.conversation_id = m.conversation_id and later.id > m.id)
    on conflict do nothing`
}

/** Leaves out what has waited for too long; with `all` everything. */
export async function skipOld(sql: Sql, { all }: { all: boolean }): Promise<void> {
  await sql`
    update memory_readings set state = 'skipped'
    where state = 'waiting' and (${all} or created_at < now() - make_interval(hours => ${waitsHours}))`
}

/** Oldest first. */
export async function waitingReadings(sql: Sql, limit: number): Promise<Reading[]> {
  return sql<Reading>`
    select user_id, id, conversation_id, last_question_id from memory_readings
    where state = 'waiting' order by created_at limit ${limit}`
}

export async function skip(sql: Sql, { userId, id }: Reading): Promise<void> {
  await sql`
    update memory_readings set state = 'skipped' where user_id = ${userId} and id = ${id} and state = 'waiting'`
}

/** Messages of one conversation that are looked at. */
const mostMessages = 40
const mostCharacters = 6_000

/**
 * What the person wrote since the conversation was looked through last, oldest first, and what paid for its last question.
 * Nothing that came with files: their words are another one's, and so is what is said in a recording that was passed on. And
 * nothing that a model has suggested to ask.
 */
export async function wordsFor(
  sql: Sql,
  { userId, conversationId, lastQuestionId }: Reading,
): Promise<{ messages: string[]; purse: string; after: number } | undefined> {
  const [last] = await sql<{ after: number }>`
    select coalesce(max(last_question_id), 0) as after from memory_readings
    where user_id = ${userId} and conversation_id = ${conversationId} and asked_at is not null`
  const { after } = last!
  const rows = await sql<{ question: string; purse: string }>`
    select question, purse from messages_log m
    where user_id = ${userId} and conversation_id = ${conversationId} and id > ${after} and id <= ${lastQuestionId}
      and chat_id = user_id and question <> '' and attached = 0 and (about is null or about = 'reply')
      and not exists (
        select from messages_log before
        where before.user_id = ${userId} and before.conversation_id = ${conversationId} and m.question = any (before.suggestions))
    order by id desc limit ${mostMessages}`
  let left = mostCharacters
  const messages = rows
    .map(({ question }) => ownWords(question))
    .filter((words) => {
      left -= words.length
      return words !== '' && left >= 0
    })
  return messages.length === 0 ? undefined : { messages: messages.toReversed(), purse: rows[0]!.purse, after }
}

/**
 * Notes that the model is asked now, with the most that it may cost, if the owner's budget of the day has room and nothing
 * of the conversation behind `after` was sent meanwhile. One reader after the other, so that two of them take neither the
 * same rest nor the same words.
 */
export async function begin(
  sql: Sql,
  { userId, id, conversationId }: Reading,
  { after, most, dailyBudget }: { after: number; most: number; dailyBudget: number },
): Promise<'begun' | 'taken' | 'used_up'> {
  return sql.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('memory budget', 0))`
    const [today] = await sql<{ spent: number }>`
      select coalesce(sum(micro_dollars), 0)::bigint as spent from memory_readings where asked_at >= date_trunc('day', now(), 'UTC')`
    if (today!.spent + most > dailyBudget) return 'used_up'
    const begun = await sql`
      update memory_readings set state = 'asked', asked_at = (select now()), micro_dollars = ${most}
      where user_id = ${userId} and id = ${id} and state = 'waiting' and not exists (
        select from memory_readings
        where user_id = ${userId} and conversation_id = ${conversationId} and asked_at is not null and last_question_id > ${after})
      returning id`
    return begun.length > 0 ? 'begun' : 'taken'
  })
}

/**
 * Keeps what was found and what it has cost, at once. A person who has turned the memory off or deleted their data meanwhile
 * keeps nothing of it; it has cost all the same.
 */
export async function finish(
  sql: Sql,
  { userId, id }: Reading,
  found: { facts: string[]; mostFacts: number; purse: string; costs: Costs; microDollars: number },
): Promise<void> {
  const { facts, mostFacts, purse, costs, microDollars } = found
  await sql.transaction(async (sql) => {
    const user = await lockUser(sql, userId)
    const ours = await sql`
      update memory_readings set state = 'read', micro_dollars = ${microDollars}
      where user_id = ${userId} and id = ${id} and state = 'asked' returning id`
    const isThere = ours.length > 0
    if (isThere && user?.settings.remember && user.agreement)
      await addFacts(sql, { telegramId: userId, facts, mostFacts })
    const work = { userId: isThere ? userId : null, kind: 'memory', id, attempt: 1, source: purse }
    await recordCosts(sql, work, { costs, ends: false })
  })
}
