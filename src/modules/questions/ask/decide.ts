import type { Sql } from '#platform/database/sql.ts'
import { type Attachment, factsOf } from '#modules/attachments/attachment.ts'
import type { AttachmentFacts, FileProblem } from '#modules/attachments/contract.ts'
import { type Catalog, chosenModel, type Model, takesPictures } from '#modules/catalog/catalog.ts'
import type { CatalogWithSearch } from '#modules/catalog/searcher.ts'
import { isHeard, questionWith, transcriptOf, usualQuestion, withExtra } from '#modules/catalog/price-of.ts'
import { answererOf, type AssistantRole, usualAs } from '#modules/assistants/role.ts'
import {
  type Alternative,
  findAlternative,
  isDearer,
  type NoAccess,
  type Price,
  quote,
} from '#modules/charging/access.ts'
import { type Later, refusalOf, withinBudgets, type WantedOf } from '#modules/charging/within-budgets.ts'
import { isBlank } from '#platform/http/blank.ts'
import type { Question } from '#modules/questions/question.ts'
import { loadOf, ownFiles } from './files.ts'
import type { Reference } from './follow-up.ts'
import { type Drafted, draftPrompt } from './prompt.ts'
import { withLookupsIfPaid } from './lookups.ts'
import type { Asking, Seen } from './look.ts'
import type { Wanted } from './write-down.ts'

/** What no price helps. */
export type CannotBeAsked = 'question_too_long' | 'model_cannot_see' | 'no_transcription'

export type Refused =
  /** With another model that something pays for. */
  | {
      refused: CannotBeAsked | Exclude<NoAccess, 'trial_continues'>
      model: Model
      alternative: Alternative | null
    }
  | (Later & { model: Model; alternative: null })

export interface Decided {
  wanted: Wanted
  drafted: Drafted
  /** Whether its price is more than that of a usual question, and more than the person agrees to beforehand. */
  needsAgreement: boolean
}

/** Some of its files have not been read yet. */
type Unread = { next: 'read' }
type Unreadable = { unreadable: { problem: FileProblem; name: string | null } }

/**
 * What a question is made of, which model answers it, what it costs and what pays for it. Nothing is written down but the
 * names of its files. Undefined: there is nothing to ask.
 */
export async function decide(
  sql: Sql,
  catalog: CatalogWithSearch,
  { user, means, role, shown, facts }: Seen,
  {
    asking,
    known,
    agreedTo,
    ...question
  }: { asking: Asking; reference: Reference; known: Question | undefined; agreedTo?: Price | undefined },
): Promise<Decided | Refused | Unread | Unreadable | undefined> {
  const model = asking.modelId
    ? chosenModel(catalog, asking.modelId)
    : answererOf(catalog, means, role, user.settings.model)
  const usualOf = (asked: Model) => usualAs(role, asked)
  const own = await ownFiles(sql, asking, question.reference, known)
  const first = beforeAsking(catalog, own, { model, means, usualOf })
  if (first) return first

  const reference = ofItsFiles(question.reference, own)
  const where = { chatId: asking.chatId, role, timeZone: asking.timeZone, facts, now: new Date(), isBrief: false }
  const drafted = await draftPrompt(sql, user, { reference, own, ...where })
  if (isBlank(reference.text) && drafted.files.length === 0) return undefined
  const wantedOf = await pricing(catalog, { reference, drafted, model, role })
  const wanted = wantedOf(model)
  if (!wanted) {
    const isBlind = !takesPictures(model) && hasPictures(drafted)
    return { refused: isBlind ? 'model_cannot_see' : 'question_too_long', model, alternative: null }
  }
  const chosen = await withinBudgets(sql, catalog, {
    telegramId: user.telegramId,
    means,
    model,
    prompt: drafted.prompt,
    wanted,
    wantedOf,
    freeLimits: asking.freeLimits,
  })
  if ('resumesAt' in chosen) return { ...chosen, model, alternative: null }
  if ('refused' in chosen)
    return { ...chosen, model, alternative: findAlternative(means, catalog, model, wantedOf) ?? null }
  const { allowed, ...paid } = chosen
  // No model answers where what is said is all that is wanted.
  const assistant = reference.transcriptOnly ? null : (role?.key ?? null)
  // An assistant may have a dearer model: its price is shown when the conversation begins.
  const usual = usualQuestion(role ? chosenModel(catalog, user.settings.model) : paid.model)
  const isAgreed = role !== null && shown !== null && !isDearer(paid.payment, shown)
  const searchable = { allowed, settings: user.settings, reference, files: own, agreedTo }
  const payable = withLookupsIfPaid(catalog, paid, { ...searchable, wanted: wantedOf(paid.model) })
  return {
    wanted: { ...payable, catalogVersion: catalog.version, assistant, reference, files: own, asking },
    drafted,
    needsAgreement: !isAgreed && isMoreThanUsual(paid, quote(allowed, usual), user.settings.askAbove),
  }
}

/** What comes before the question itself: its files have to be read, or one of them keeps it from being asked. */
function beforeAsking(
  catalog: Catalog,
  own: Attachment[],
  {
    model,
    means,
    usualOf,
  }: { model: Model; means: Seen['means']; usualOf: (asked: Model) => ReturnType<typeof usualAs> },
): Unread | Unreadable | Refused | undefined {
  if (own.some(isUnheard) && !isHeard(catalog, new Date()))
    return { refused: 'no_transcription', model, alternative: null }
  if (own.some(({ state }) => state === 'new')) {
    // Nothing is fetched for a person whom no question at all is paid for.
    const usual = usualOf(model)
    const least = quote(means, usual)
    if (!('refused' in least) || findAlternative(means, catalog, model, usualOf)) return { next: 'read' }
    return { ...refusalOf(least.refused, means, usual), model, alternative: null }
  }
  const unreadable = own.find(({ problem }) => problem !== null)
  return unreadable && { unreadable: { problem: unreadable.problem!, name: unreadable.name } }
}

/** Where nothing is said there is nothing to write down either. */
function ofItsFiles(reference: Reference, own: Attachment[]): Reference {
  return { ...reference, transcriptOnly: reference.transcriptOnly && own.some(({ kind }) => kind === 'speech') }
}

/** The files of a question as a person is told of them. */
export function describeFiles(files: Attachment[]): AttachmentFacts[] {
  return files.map(factsOf)
}

/** Speech that is not written down yet. */
function isUnheard({ state, sentAs, kind, texts }: Attachment): boolean {
  return state === 'new' ? sentAs === 'audio' : kind === 'speech' && texts === null
}

function hasPictures({ files }: Drafted): boolean {
  return files.some(({ pictures }) => pictures.length > 0)
}

/** What the question is with each model; undefined: more than that takes in. */
async function pricing(
  catalog: Catalog,
  {
    reference,
    drafted,
    model,
    role,
  }: { reference: Reference; drafted: Drafted; model: Model; role: AssistantRole | null },
): Promise<WantedOf> {
  const { prompt, files } = drafted
  if (files.length === 0) {
    const isTooLong = await prompt.isTooLong(model)
    return (asked) => (asked === model && isTooLong ? undefined : usualAs(role, asked))
  }
  const load = loadOf(files, await prompt.tokens())
  if (reference.transcriptOnly) return () => transcriptOf(catalog, load)
  const showsPictures = hasPictures(drafted)
  return (asked) => {
    const wanted = showsPictures && !takesPictures(asked) ? undefined : questionWith(catalog, asked, load)
    return wanted && withExtra(wanted, role?.priceCredits ?? 0)
  }
}

function isMoreThanUsual(
  { payment }: { payment: Price },
  usual: ReturnType<typeof quote>,
  agreedUpTo: number,
): boolean {
  if (payment.purse !== 'trial' && payment.price <= agreedUpTo) return false
  return 'refused' in usual || isDearer(payment, usual)
}
