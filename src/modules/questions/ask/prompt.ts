import type { Sql } from '#platform/database/sql.ts'
import { type Exchange, Prompt } from '#platform/models/prompt.ts'
import type { Part } from '#platform/models/provider.ts'
import { languageTexts } from '#texts/languages.ts'
import type { Language } from '#modules/users/contract.ts'
import type { User } from '#modules/users/users.ts'
import type { Reference } from './follow-up.ts'
import { type Question, type QuestionRow, questionOf } from '#modules/questions/question.ts'

/** How many earlier exchanges are looked at; models with room for more would only grow slow and dear. */
export const mostEarlier = 40

/** What the model is told of a question, and the question in whose place it stands when it is asked again. */
export interface Drafted {
  prompt: Prompt
  original: Question | undefined
}

/** Who the model is, what the question points at, and its words. What is asked again points at what it did the first time. */
export async function draftPrompt(
  sql: Sql,
  user: User,
  { reference, ...where }: { reference: Reference; chatId: number; timeZone: string | undefined; now: Date },
): Promise<Drafted> {
  const { telegramId: userId, language } = user
  const original = reference.about === 'again' ? await find(sql, userId, reference.aboutId!) : undefined
  const { about, aboutId, quoted } = original ?? reference
  const referred = aboutId === null ? undefined : await find(sql, userId, aboutId)
  const prompt = new Prompt({
    system: systemPrompt(user, where),
    referred: referred?.text
      ? { id: referred.id, question: referred.text, answer: referred.answer ?? '', unfinished: about === 'continue' }
      : null,
    asked: withQuotation(reference.text, quoted, language),
  })
  return { prompt, original }
}

/** With what was said before, which may be known from when the question was written down. */
export async function completePrompt(
  sql: Sql,
  { settings }: User,
  { prompt, original }: Drafted,
  { question, earlier }: { question: Question; earlier?: Exchange[] | undefined },
): Promise<Prompt> {
  if (!settings.remember) return prompt
  const { userId, conversationId, id } = original ?? question
  return prompt.after(
    earlier ??
      (await sql<Exchange>`select * from earlier_exchanges(${userId}, ${conversationId}, ${id}, ${mostEarlier})`),
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
 * Who the model is and how it should answer this person: the style they chose, then their own instructions, then the date.
 * What changes most often stands last, so that a provider can keep the rest. In a group there is nothing personal.
 */
function systemPrompt(
  { telegramId, language, settings }: Pick<User, 'telegramId' | 'language' | 'settings'>,
  where: { chatId: number; timeZone: string | undefined; now: Date },
): string {
  const { answerStyle, instructions } = settings
  const { locale, timeZone: usualZone, model } = languageTexts(language)
  const about = [model.introduction, model.styles[answerStyle], model.format].filter(Boolean).join(' ')
  // A private chat has the id of the person.
  const own = instructions && where.chatId === telegramId ? [`${model.instructions}\n${instructions}`] : []
  const timeZone = where.timeZone ?? usualZone
  const today = model.today(where.now.toLocaleDateString(locale, { dateStyle: 'full', timeZone }), timeZone)
  return [about, ...own, today].join('\n\n')
}
