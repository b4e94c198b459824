import type { Sql } from '#platform/database/sql.ts'
import { type Exchange, Prompt } from '#platform/models/prompt.ts'
import type { Part } from '#platform/models/provider.ts'
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
  return [{ type: 'text', text: `${quotationIntroductions[language]}\n${quotation}` }, asked]
}

const quotationIntroductions: Record<Language, string> = {
  ru: 'Я пишу об этом сообщении:',
  en: 'I am writing about this message:',
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
  const about = [introductions[language], styles[answerStyle][language], formats[language]].filter(Boolean).join(' ')
  // A private chat has the id of the person.
  const own = instructions && where.chatId === telegramId ? [`${wishes[language]}\n${instructions}`] : []
  return [about, ...own, dateIn(language, where)].join('\n\n')
}

/** Where most people of a language live, when the owner has not said where theirs do. */
const usualZones: Record<Language, string> = { ru: 'Europe/Moscow', en: 'UTC' }

function dateIn(
  language: Language,
  { timeZone = usualZones[language], now }: { timeZone?: string | undefined; now: Date },
) {
  const date = now.toLocaleDateString(language === 'ru' ? 'ru-RU' : 'en-GB', { dateStyle: 'full', timeZone })
  return language === 'ru' ? `Сегодня ${date} (часовой пояс ${timeZone}).` : `Today is ${date} (time zone ${timeZone}).`
}

const introductions: Record<Language, string> = {
  ru: 'Ты Помогатор, дружелюбный и точный помощник в Telegram. Отвечай на языке вопроса. Если не знаешь, скажи об этом прямо.',
  en: 'You are Pomogator, a friendly and precise assistant in Telegram. Answer in the language of the question. If you do not know, say so plainly.',
}
const formats: Record<Language, string> = {
  ru: 'Оформляй ответ в Markdown, если это помогает чтению; таблицы делай узкими.',
  en: 'Use Markdown where it helps the reader; keep tables narrow.',
}
const wishes: Record<Language, string> = {
  ru: 'Пожелания собеседника, которые он написал сам:',
  en: 'What the person has asked for in their own words:',
}
const styles: Record<User['settings']['answerStyle'], Record<Language, string>> = {
  normal: { ru: '', en: '' },
  brief: { ru: 'Отвечай кратко, в нескольких предложениях.', en: 'Answer briefly, in a few sentences.' },
  detailed: { ru: 'Отвечай подробно, с примерами и оговорками.', en: 'Answer in detail, with examples and caveats.' },
  teacher: {
    ru: 'Объясняй как терпеливый учитель: шаг за шагом, простыми словами, в конце задай один проверочный вопрос.',
    en: 'Explain like a patient teacher: step by step, in plain words, with one question at the end to check understanding.',
  },
  code: {
    ru: 'Отвечай прежде всего кодом, с короткими пояснениями.',
    en: 'Answer with code first, with short explanations.',
  },
}
