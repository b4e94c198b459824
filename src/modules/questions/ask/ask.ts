import type { Sql } from '#platform/database/sql.ts'
import { type Attachment, questionWithFilesOf } from '#modules/attachments/attachment.ts'
import type { FileProblem } from '#modules/attachments/contract.ts'
import { type Alternative, isDearer, type NoAccess, type Price } from '#modules/charging/access.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import type { CatalogWithSearch } from '#modules/catalog/searcher.ts'
import type { Later } from '#modules/charging/within-budgets.ts'
import { isUsedUp } from '#modules/costs/budgets.ts'
import { record } from '#modules/events/events.ts'
import { isFreeUsedUp } from '#modules/free-trial/free-messages.ts'
import type { Documents, Language } from '#modules/users/contract.ts'
import { agreementStateOf } from '#modules/users/agreement.ts'
import { lockUser, type User } from '#modules/users/users.ts'
import type { Prompt } from '#platform/models/prompt.ts'
import type { CannotBeAsked, Refused } from './decide.ts'
import { decideForGuest } from './decide-for-guest.ts'
import { ownFiles } from './files.ts'
import { completePrompt, type Drafted, draftPrompt } from './prompt.ts'
import { type Reference, referToAnswer, referToMessage } from './follow-up.ts'
import { askedRole } from '#modules/questions/asked-role.ts'
import { guestChat } from '#modules/questions/contract.ts'
import { isFreeForGuest, type Question, type QuestionRow, questionOf } from '#modules/questions/question.ts'
import { type Quoted, quoteFor } from './quote.ts'
import { findWaiting, type Kept, keepInARow, keepQuotedWaiting, keepWaiting } from './waiting.ts'
import { type Asking, look, type Seen } from './look.ts'
import { NotWaiting, reopen, writeDown, type WrittenDown } from './write-down.ts'

export type Asked =
  /** Ours to answer: newly reserved, or taken over from a process that fell silent. */
  | ToAnswer
  /** Another process, or another request, is answering it right now. */
  | { next: 'wait'; question: Question }
  /** It has its outcome already. */
  | { next: 'repeat'; question: Question }
  /** Its files are to be read before it can be decided about. */
  | { next: 'read'; updateId: number }
  | { refused: 'user_not_found' | 'user_blocked' | 'question_not_found' }
  /** The person has not agreed to the present documents; it may wait until they have. */
  | { refused: 'agreement_needed'; waiting: number | null; kept: Kept | null }
  | { unreadable: { problem: FileProblem; name: string | null } }
  /** Nothing pays for it; it may wait for something that does. */
  | {
      refused: CannotBeAsked | Exclude<NoAccess, 'trial_continues'>
      waiting: number | null
      kept: Kept | null
      alternative: Alternative | null
    }
  | (Later & { waiting: number | null; kept: null; alternative: null })
  /** It costs more than was agreed to. */
  | { refused: 'price_changed'; price: Price }
  /** It costs more than a usual question, and waits for the person to agree. */
  | { quoted: Quoted }

/** A question with what the model is told, and the files that go along. */
export interface ToAnswer {
  next: 'answer'
  question: Question
  prompt: Prompt
  files: Attachment[]
  /** Of the person. */
  language: Language
  /** Whether its model is told to suggest questions that could follow. */
  suggests: boolean
}

/** After so many tries in which others were quicker the person's row is locked first. */
const triesWithoutLock = 2
/** How often another question may take the rest of a limit in the moment in which this one wants it. */
const mostBudgetRaces = 20

/** By what a question is decided, as it is now. */
interface Present {
  catalog: CatalogWithSearch
  documents: Documents
}

/**
 * Writes a question down and reserves its price, both at once. The same update asks only once: its second coming finds the
 * first one's row, whatever has become of it.
 *
 * What decides is read without a lock and written only if none of it has changed since: a question costs two round trips
 * and holds the person's row for one statement. A question that loses that race reads again, and in the end waits its turn.
 * One that loses the rest of a budget, or of the free messages, to another question reads again, too.
 */
export async function ask(sql: Sql, present: Present, asking: Asking): Promise<Asked> {
  for (let races = 1; ; races += 1)
    try {
      return await askOnce(sql, present, asking)
    } catch (error) {
      if (error instanceof NotWaiting) return { refused: 'question_not_found' }
      if (!(isUsedUp(error) || isFreeUsedUp(error)) || races === mostBudgetRaces) throw error
    }
}

async function askOnce(sql: Sql, present: Present, asking: Asking): Promise<Asked> {
  for (let tries = 0; tries < triesWithoutLock; tries += 1) {
    const asked = await tryAsking(sql, present, asking)
    if (asked) return asked
  }
  return sql.transaction(async (sql) => {
    await lockUser(sql, asking.telegramId)
    const asked = await tryAsking(sql, present, asking)
    if (!asked) throw new Error(`Question of update ${asking.updateId} could not be written down under the lock`)
    return asked
  })
}

/** Undefined when something that decides about the question was changed meanwhile. */
async function tryAsking(sql: Sql, present: Present, asking: Asking): Promise<Asked | undefined> {
  const { catalog, documents } = present
  const found = await look(sql, catalog, asking)
  if (!found) return { refused: 'user_not_found' }
  const { user } = found
  const known = found.known ? await findByUpdate(sql, asking) : undefined
  const agreed = known ? undefined : await findWithFiles(sql, asking)
  if (agreed) return proceed(sql, catalog, found, { question: agreed, asking })
  // One whose texts were deleted is not asked again, or its words would be stored again.
  if (known && (known.status !== 'abandoned' || known.text === null))
    return proceed(sql, catalog, found, { question: known, asking })
  // Another conversation may be open by now.
  const seen = known ? { ...found, role: await askedRole(sql, catalog, known) } : found
  if (user.blocked) return { refused: 'user_blocked' }

  const referred = (await refer(sql, user, asking)) ?? (known && { reference: referenceOf(known), isPriceOld: false })
  if (!referred) return { refused: 'question_not_found' }
  const { reference, isPriceOld } = referred
  const agreedTo = isPriceOld ? undefined : asking.agreed === null ? reference.price : asking.agreed
  const decided = await decideForGuest(sql, catalog, seen, { asking, reference, known, agreedTo })
  if (!decided) return { refused: 'question_not_found' }
  if ('unreadable' in decided) return decided
  if ('refused' in decided) return refuse(sql, user, asking, reference, decided)
  // Behind what refuses anyway: where the trial or a purchase is offered, that is where the person agrees. The owner has
  // chosen that guests have one answer before that.
  const isGuests = 'wanted' in decided && isFreeForGuest({ chatId: asking.chatId, ...decided.wanted.payment })
  if (!isGuests && agreementStateOf(user.agreement, documents) !== 'given') return askToAgree(sql, asking, reference)
  if ('next' in decided) return { next: 'read', updateId: asking.waiting ?? asking.updateId }
  const { wanted, drafted } = decided
  if (agreedTo === undefined && decided.needsAgreement) {
    // Where the bot is no member there is no button to agree by.
    if (asking.chatId === guestChat) return { refused: 'price_changed', price: wanted.payment }
    return { quoted: await quoteFor(sql, asking, decided) }
  }
  if (agreedTo && isDearer(wanted.payment, agreedTo)) return { refused: 'price_changed', price: wanted.payment }
  const written = known ? await reopen(sql, seen, known, wanted) : await writeDown(sql, seen, wanted)
  if (!written) return undefined
  return toAnswer(sql, user, drafted, written)
}

async function refuse(sql: Sql, user: User, asking: Asking, reference: Reference, refused: Refused): Promise<Asked> {
  const { model, ...rest } = refused
  const data = { reason: refused.refused, model: model.id }
  if (refused.refused !== 'question_too_long')
    await record(sql, { level: 'info', kind: 'question_refused', userId: user.telegramId, data })
  if (rest.refused === 'trial_not_started') return { ...rest, ...(await keepUntilBegun(sql, asking, reference)) }
  // What cannot be heard now cannot be heard later either.
  const waiting = refused.refused === 'no_transcription' ? null : await keep(sql, asking, reference)
  return { ...rest, waiting, kept: null }
}

/** Nothing of the question has been sent anywhere, and its files have not been fetched. */
async function askToAgree(sql: Sql, asking: Asking, reference: Reference): Promise<Asked> {
  const data = { reason: 'agreement_needed' }
  await record(sql, { level: 'info', kind: 'question_refused', userId: asking.telegramId, data })
  return { refused: 'agreement_needed', ...(await keepUntilBegun(sql, asking, reference)) }
}

/** What is asked before the person may ask, which may be more than one message. */
async function keepUntilBegun(sql: Sql, asking: Asking, reference: Reference) {
  const { telegramId, updateId, files } = asking
  if (!mayWait(asking) || asking.waiting !== undefined)
    return { waiting: await keep(sql, asking, reference), kept: null }
  const kept = await keepInARow(sql, { telegramId, updateId, reference, hasFiles: files.length > 0 })
  return { waiting: updateId, kept }
}

/** What a question was about, as it was written down. */
function referenceOf({ text, about, aboutId, quoted, transcriptOnly }: Question): Reference {
  return { text: text ?? '', about, aboutId, quoted, transcriptOnly }
}

/** What is asked in a private chat waits there for something that pays for it; a group's talk goes on without it. */
function mayWait({ telegramId, chatId, isScheduled }: Asking): boolean {
  return chatId === telegramId && !isScheduled
}

async function keep(sql: Sql, asking: Asking, reference: Reference): Promise<number | null> {
  const { telegramId, updateId, waiting } = asking
  if (!mayWait(asking)) return null
  if (waiting === undefined) await keepWaiting(sql, { telegramId, updateId, reference })
  else await keepQuotedWaiting(sql, { telegramId, updateId: waiting })
  return waiting ?? updateId
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

/** The question that was asked with the files of this update once its price was agreed to: the update comes once more. */
async function findWithFiles(sql: Sql, { telegramId, updateId, files }: Asking): Promise<Question | undefined> {
  const id = files.length === 0 ? undefined : await questionWithFilesOf(sql, { telegramId, updateId })
  if (id === undefined) return undefined
  const [row] = await sql<QuestionRow>`select * from messages_log where user_id = ${telegramId} and id = ${id}`
  return row && questionOf(row)
}

async function proceed(
  sql: Sql,
  catalog: Catalog,
  { user, facts }: Seen,
  { question, asking }: { question: Question; asking: Asking },
): Promise<Asked> {
  if (question.status !== 'pending') return { next: 'repeat', question }
  const [taken] = await sql<QuestionRow>`
    update messages_log
    set attempt = attempt + 1, working_until = (select clock_timestamp()) + make_interval(secs => ${asking.leaseMs / 1000}),
      worker = ${asking.worker}
    where user_id = ${question.userId} and id = ${question.id} and working_until < (select clock_timestamp())
    returning *`
  if (!taken) return { next: 'wait', question }
  const reference = referenceOf(question)
  const own = await ownFiles(sql, asking, reference, question)
  const { chatId, timeZone } = asking
  const role = await askedRole(sql, catalog, question)
  const where = { chatId, role, timeZone, facts, now: new Date(), isBrief: isFreeForGuest(question) }
  const drafted = await draftPrompt(sql, user, { reference, own, ...where })
  return toAnswer(sql, user, drafted, { question: questionOf(taken) })
}

async function toAnswer(sql: Sql, user: User, drafted: Drafted, written: WrittenDown): Promise<ToAnswer> {
  const prompt = await completePrompt(sql, user, drafted, written)
  const { files, suggests } = drafted
  return { next: 'answer', question: written.question, prompt, files, language: user.language, suggests }
}

/** What the question refers to; `isPriceOld`: the price that it was told has lost its validity. */
async function refer(
  sql: Sql,
  { language }: User,
  asking: Asking,
): Promise<{ reference: Reference; isPriceOld: boolean } | undefined> {
  const { telegramId, chatId, text, transcriptOnly, followUp, replyTo, waiting } = asking
  if (waiting !== undefined) return findWaiting(sql, { telegramId, updateId: waiting })
  const reference = followUp
    ? await referToAnswer(sql, { telegramId, language, ...followUp })
    : replyTo
      ? await referToMessage(sql, { telegramId, chatId, text, transcriptOnly, replyTo })
      : { text, about: null, aboutId: null, quoted: null, transcriptOnly }
  return reference && { reference, isPriceOld: false }
}
