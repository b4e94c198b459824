import type { Sql } from '#platform/database/sql.ts'
import { answererOf, findRole, type AssistantRole, usualAs } from '#modules/assistants/role.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { type Means, type Payment, quote } from '#modules/charging/access.ts'
import type { AnswerReply } from './contract.ts'
import type { Question } from './question.ts'

/** The assistant of which a question was asked, as that is now. */
export function askedRole(
  sql: Sql,
  catalog: Catalog,
  { userId: telegramId, chatId, assistant: key }: Question,
): Promise<AssistantRole | null> {
  return findRole(sql, catalog, { telegramId, chatId, key })
}

/** What pays the next question to the same assistant. */
export function nextTo(role: AssistantRole, means: Means, catalog: Catalog): Payment {
  return quote(means, usualAs(role, answererOf(catalog, means, role, means.modelId)))
}

/** What a person is told of it with the answer. */
export async function describeRole(
  sql: Sql,
  catalog: Catalog,
  { title, model }: AssistantRole,
  question: Question,
): Promise<NonNullable<AnswerReply['assistant']>> {
  const { userId, id, conversationId } = question
  const before = await sql`
    select 1 from messages_log
    where user_id = ${userId} and conversation_id = ${conversationId} and id < ${id} and status = 'answered' limit 1`
  // A cheaper one that a budget has chosen is told of by itself.
  const isReplaced = question.wantedModel === null && question.model !== model
  const wished = isReplaced ? catalog.models.find((entry) => entry.id === model) : undefined
  return { title, isFirst: before.length === 0, insteadOf: wished?.title ?? null }
}
