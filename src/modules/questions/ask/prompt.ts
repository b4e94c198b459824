import type { Sql } from '#platform/database/sql.ts'
import { type Exchange, Prompt } from '#platform/models/prompt.ts'
import type { Part } from '#platform/models/provider.ts'
import { languageTexts } from '#texts/languages.ts'
import { titleIn } from '#texts/titles.ts'
import type { AssistantRole } from '#modules/assistants/role.ts'
import type { Language } from '#modules/users/contract.ts'
import type { User } from '#modules/users/users.ts'
import type { Attachment } from '#modules/attachments/attachment.ts'
import { earlierFiles } from '#modules/attachments/earlier-files.ts'
import { shownOf } from '#modules/attachments/shown.ts'
import { filesBehind } from './files.ts'
import type { Reference } from './follow-up.ts'
import { guestChat } from '#modules/questions/contract.ts'
import { type Question, type QuestionRow, questionOf } from '#modules/questions/question.ts'
import { suggestionMark } from '#modules/questions/suggestions.ts'

/** How many earlier exchanges are looked at; models with room for more would only grow slow and dear. */
export const mostEarlier = 40

/** What the model is told of a question, and the question in whose place it stands when it is asked again. */
export interface Drafted {
  prompt: Prompt
  original: Question | undefined
  /** Its own files and those of the answer that it replies to. */
  files: Attachment[]
  /** Whether the model is told to suggest questions that could follow. */
  suggests: boolean
}

/** Where and when a question is asked, of which assistant, and by whom. */
interface Where {
  chatId: number
  role: AssistantRole | null
  timeZone: string | undefined
  now: Date
  /** What is remembered of the person, oldest first. */
  facts: string[]
  /** Whether the answer is short, whatever the person has chosen. */
  isBrief: boolean
}

/** Who the model is, what the question points at, and its words. What is asked again points at what it did the first time. */
export async function draftPrompt(
  sql: Sql,
  user: User,
  { reference, own, ...where }: { reference: Reference; own: Attachment[] } & Where,
): Promise<Drafted> {
  const { telegramId: userId, language } = user
  const original = reference.about === 'again' ? await find(sql, userId, reference.aboutId!) : undefined
  const { about, aboutId, quoted } = original ?? reference
  const referred = aboutId === null ? undefined : await find(sql, userId, aboutId)
  const behind = referred ? await filesBehind(sql, referred) : []
  // A reply to an answer asks about its files; an answer that goes on or is made shorter has them behind it.
  const files = about === 'reply' ? [...own, ...behind] : own
  const shown = shownOf(files, language)
  // In a group there are no buttons.
  const suggests = user.settings.suggestions && where.chatId === userId && !reference.transcriptOnly
  const prompt = new Prompt({
    system: systemPrompt(user, { ...where, suggests }),
    referred:
      referred && referred.text !== null
        ? {
            id: referred.id,
            question: referred.text,
            answer: referred.answer ?? '',
            shown: about === 'reply' ? [] : shownOf(behind, language),
            unfinished: about === 'continue',
          }
        : null,
    asked: withQuotation(reference.text || wishWithout(own, language), quoted, language),
    shown,
  })
  return { prompt, original, files, suggests }
}

/** With what was said before, which may be known from when the question was written down. */
export async function completePrompt(
  sql: Sql,
  user: User,
  { prompt, original }: Drafted,
  { question, earlier }: { question: Question; earlier?: EarlierExchange[] | undefined },
): Promise<Prompt> {
  // Others read along where the bot is no member.
  if (!user.settings.remember || question.chatId === guestChat) return prompt
  const { userId, conversationId, id } = original ?? question
  return prompt.after(
    await withFiles(
      sql,
      user,
      earlier ??
        (await sql<EarlierExchange>`select * from earlier_exchanges(${userId}, ${conversationId}, ${id}, ${mostEarlier})`),
    ),
  )
}

/** A row of `earlier_exchanges`, with the question whose files belong to it. */
export interface EarlierExchange extends Exchange {
  filesOf: number | null
}

async function withFiles(
  sql: Sql,
  { telegramId: userId, language }: User,
  exchanges: EarlierExchange[],
): Promise<Exchange[]> {
  const newestFirst = exchanges.flatMap(({ filesOf }) => (filesOf === null ? [] : [filesOf]))
  const files = await earlierFiles(sql, userId, newestFirst)
  return exchanges.map(({ filesOf, ...exchange }) =>
    filesOf === null ? exchange : { ...exchange, shown: shownOf(files.get(filesOf) ?? [], language) },
  )
}

async function find(sql: Sql, userId: number, id: number): Promise<Question | undefined> {
  const [row] = await sql<QuestionRow>`select * from messages_log where user_id = ${userId} and id = ${id}`
  return row && questionOf(row)
}

/** Words of a person's that the question replies to, quoted as in a letter. */
function withQuotation(text: string, quoted: string | null, language: Language): Part[] {
  const asked: Part = { type: 'text', text }
  if (quoted === null) return [asked]
  const quotation = quoted.replace(/^/gm, '> ')
  return [{ type: 'text', text: `${languageTexts(language).model.quotation}\n${quotation}` }, asked]
}

/**
 * Who the model is and how it should answer this person: the style they chose, the role of the conversation, whether it
 * suggests questions, their own instructions, what is remembered of them, then the date. What changes most often stands last,
 * so that a provider can keep the rest. In a group there is nothing personal.
 */
function systemPrompt(
  { telegramId, language, settings }: Pick<User, 'telegramId' | 'language' | 'settings'>,
  where: Where & { suggests: boolean },
): string {
  const { answerStyle, instructions } = settings
  const { locale, timeZone: usualZone, model } = languageTexts(language)
  const suggestions = where.suggests ? [model.suggestions(suggestionMark)] : []
  const style = model.styles[where.isBrief ? 'brief' : answerStyle]
  const about = [model.introduction, style, model.format].filter(Boolean).join(' ')
  const { role } = where
  const as = role ? [`${model.role(titleIn(role.title, language))}\n${titleIn(role.prompt, language)}`] : []
  // A private chat has the id of the person.
  const isOwn = where.chatId === telegramId
  const own = instructions && isOwn ? [`${model.instructions}\n${instructions}`] : []
  const facts = newest(where.facts)
  const known = facts.length > 0 ? [[model.facts, ...facts.map((fact) => `- ${fact}`)].join('\n')] : []
  const timeZone = (isOwn ? settings.timeZone : null) ?? where.timeZone ?? usualZone
  const today = model.today(dateFormat(locale, timeZone).format(where.now), timeZone)
  return [about, ...as, ...suggestions, ...own, ...known, today].join('\n\n')
}

/** What is remembered may take no more of a model's context than a long message. */
const mostOfFacts = 3_000

/** As many of the newest facts as there is room for, oldest first. */
function newest(facts: string[]): string[] {
  let left = mostOfFacts
  return facts
    .toReversed()
    .filter((fact) => (left -= fact.length) >= 0)
    .toReversed()
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** To make one takes longer than all else that is done for a prompt. There are as many as languages and zones of people. */
function dateFormat(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone })
  dateFormats.set(key, format)
  return format
}

/** What a person wants who sends a file without a word; of what is said the words come with it. */
function wishWithout(files: Attachment[], language: Language): string {
  const { wishes } = languageTexts(language).model
  if (files.some(({ kind }) => kind === 'document')) return wishes.document
  return files.some(({ kind }) => kind === 'picture') ? wishes.picture : ''
}
