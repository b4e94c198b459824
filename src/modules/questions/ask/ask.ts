import type { Sql } from '#platform/database/sql.ts'
import { isDearer, type NoAccess, type Price } from '#modules/charging/access.ts'
import { type Catalog, chosenModel } from '#modules/catalog/catalog.ts'
import { withinBudgets } from '#modules/charging/within-budgets.ts'
import { isUsedUp } from '#modules/costs/budgets.ts'
import { record } from '#modules/events/events.ts'
import { wordsOf } from '#platform/models/provider.ts'
import { lockUser, type User } from '#modules/users/users.ts'
import type { Prompt } from '#platform/models/prompt.ts'
import { completePrompt, draftPrompt } from './prompt.ts'
import { type Reference, referToAnswer, referToMessage } from './follow-up.ts'
import { type Question, type QuestionRow, questionOf } from '#modules/questions/question.ts'
import { dropWaiting, findWaiting, keepWaiting } from './waiting.ts'
import { type Asking, look, reopen, type Wanted, writeDown } from './write-down.ts'

export type Asked =
  /** Ours to answer: newly reserved, or taken over from a process that fell silent. */
  | { next: 'answer'; question: Question; prompt: Prompt }
  /** Another process, or another request, is answering it right now. */
  | { next: 'wait'; question: Question }
  /** It has its outcome already. */
  | { next: 'repeat'; question: Question }
  | { refused: 'user_not_found' | 'user_blocked' | 'question_not_found' | 'unsupported_part' }
  /** Nothing pays for it; it may wait for something that does. */
  | { refused: 'question_too_long' | NoAccess; waiting: number | null }
  /** The owner's budgets allow no answer before `resumesAt`. */
  | { refused: 'budget_used_up' | 'trial_paused'; resumesAt: Date; price: Price; waiting: number | null }
  /** It costs more than was agreed to. */
  | { refused: 'price_changed'; price: Price }

/** After so many tries in which others were quicker the person's row is locked first. */
const triesWithoutLock = 2
/** How often another question may take the rest of a budget in the moment in which this one wants it. */
const mostBudgetRaces = 20

/**
 * Writes a question down and reserves its price, both at once. The same update asks only once: its second coming finds the
 * first one's row, whatever has become of it.
 *
 * What decides is read without a lock and written only if none of it has changed since: a question costs two round trips
 * and holds the person's row for one statement. A question that loses that race reads again, and in the end waits its turn.
 * One that loses the rest of a budget to another question reads again, too.
 */
export async function ask(sql: Sql, catalog: Catalog, asking: Asking): Promise<Asked> {
  for (let races = 1; ; races += 1)
    try {
      return await askOnce(sql, catalog, asking)
    } catch (error) {
      if (!isUsedUp(error) || races === mostBudgetRaces) throw error
    }
}

async function askOnce(sql: Sql, catalog: Catalog, asking: Asking): Promise<Asked> {
  for (let tries = 0; tries < triesWithoutLock; tries += 1) {
    const asked = await tryAsking(sql, catalog, asking)
    if (asked) return asked
  }
  return sql.transaction(async (sql) => {
    await lockUser(sql, asking.telegramId)
    const asked = await tryAsking(sql, catalog, asking)
    if (!asked) throw new Error(`Question of update ${asking.updateId} could not be written down under the lock`)
    return asked
  })
}

/** Undefined when something that decides about the question was changed meanwhile. */
async function tryAsking(sql: Sql, catalog: Catalog, asking: Asking): Promise<Asked | undefined> {
  const seen = await look(sql, catalog, asking)
  if (!seen) return { refused: 'user_not_found' }
  const { user, means } = seen
  const known = seen.known ? await findByUpdate(sql, asking) : undefined
  // One whose texts were deleted is not asked again, or its words would be stored again.
  if (known && (known.status !== 'abandoned' || known.text === null)) return proceed(sql, user, known, asking)
  if (user.blocked) return { refused: 'user_blocked' }
  // Nothing else can be stored and answered yet.
  if (asking.parts.some(({ type }) => type !== 'text')) return { refused: 'unsupported_part' }

  const reference = (await refer(sql, user, asking)) ?? (known && referenceOf(known))
  if (!reference) return { refused: 'question_not_found' }
  const model = chosenModel(catalog, asking.modelId ?? user.settings.model)
  const drafted = await draftPrompt(sql, user, toldOf(asking, reference))
  if (await drafted.prompt.isTooLong(model))
    return { refused: 'question_too_long', waiting: await keep(sql, asking, reference) }
  const chosen = await withinBudgets(sql, catalog, {
    telegramId: user.telegramId,
    means,
    model,
    prompt: drafted.prompt,
  })
  if ('refused' in chosen) {
    const data = { reason: chosen.refused, model: model.id }
    await record(sql, { level: 'info', kind: 'question_refused', userId: user.telegramId, data })
    return { ...chosen, waiting: await keep(sql, asking, reference) }
  }
  const agreed = asking.agreed === null ? reference.price : asking.agreed
  if (agreed && isDearer(chosen.payment, agreed)) return { refused: 'price_changed', price: chosen.payment }
  const wanted: Wanted = { ...chosen, reference, asking }
  const written = known ? await reopen(sql, seen, known, wanted) : await writeDown(sql, seen, wanted)
  if (written && asking.waiting !== undefined)
    await dropWaiting(sql, { telegramId: user.telegramId, updateId: asking.waiting })
  if (!written) return undefined
  return { next: 'answer', question: written.question, prompt: await completePrompt(sql, user, drafted, written) }
}

function toldOf({ chatId, timeZone }: Asking, reference: Reference) {
  return { reference, chatId, timeZone, now: new Date() }
}

/** What a question was about, as it was written down. */
function referenceOf({ text, about, aboutId, quoted }: Question): Reference {
  return { text: text ?? '', about, aboutId, quoted }
}

/** What is asked in a private chat waits there for something that pays for it; a group's talk goes on without it. */
async function keep(sql: Sql, { telegramId, chatId, updateId, waiting }: Asking, reference: Reference) {
  if (chatId !== telegramId) return null
  if (waiting !== undefined) return waiting
  await keepWaiting(sql, { telegramId, updateId, reference })
  return updateId
}

/** A person's question by the update it came with. */
export async function findByUpdate(
  sql: Sql,
  key: { telegramId: number; updateId: number },
): Promise<Question | undefined> {
  const [row] = await sql<QuestionRow>`
    select * from messages_log where user_id = ${key.telegramId} and update_id = ${key.updateId}`
  return row && questionOf(row)
}

async function proceed(sql: Sql, user: User, question: Question, asking: Asking): Promise<Asked> {
  if (question.status !== 'pending') return { next: 'repeat', question }
  const [taken] = await sql<QuestionRow>`
    update messages_log
    set attempt = attempt + 1, working_until = clock_timestamp() + make_interval(secs => ${asking.leaseMs / 1000})
    where user_id = ${question.userId} and id = ${question.id} and working_until < clock_timestamp()
    returning *`
  if (!taken) return { next: 'wait', question }
  const drafted = await draftPrompt(sql, user, toldOf(asking, referenceOf(question)))
  return { next: 'answer', question: questionOf(taken), prompt: await completePrompt(sql, user, drafted, { question }) }
}

async function refer(sql: Sql, { language }: User, asking: Asking): Promise<Reference | undefined> {
  const { telegramId, chatId, parts, followUp, replyTo, waiting } = asking
  const text = wordsOf({ parts })
  if (waiting !== undefined) return (await findWaiting(sql, { telegramId, updateId: waiting }))?.reference
  if (followUp) return referToAnswer(sql, { telegramId, language, ...followUp })
  if (replyTo) return referToMessage(sql, { telegramId, chatId, text, replyTo })
  return { text, about: null, aboutId: null, quoted: null }
}
