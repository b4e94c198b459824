import type { Sql } from '#platform/database/sql.ts'
import type { Language, User } from '#modules/users/users.ts'
import type { Question } from '#modules/questions/question.ts'
import { systemPrompt } from './system-prompt.ts'

/** A question and its answer. */
export interface Exchange {
  question: string
  answer: string
}

export interface EarlierExchange extends Exchange {
  id: number
}

/** Everything the model could be shown for one question; what of it fits is decided for each model, see fit-context.ts. */
export interface ConversationContext {
  system: string
  /** Newest first. */
  earlier: Exchange[]
  /** What the question is about, if the person has pointed at it: it stands last and is never dropped. */
  referred: (Exchange & { unfinished: boolean }) | null
  asked: string
}

/** How many earlier exchanges are looked at; models with room for more would only grow slow and dear. */
export const mostEarlier = 40

/**
 * Reads what belongs to a question: who the person is, what was said before, and what they point at. What was said before may
 * be known from when the question was written down.
 */
export async function readContext(
  sql: Sql,
  asking: {
    user: User
    question: Question
    earlier?: EarlierExchange[] | undefined
    timeZone: string | undefined
  },
): Promise<ConversationContext> {
  const { user, question, earlier: known, timeZone } = asking
  // What is asked again stands where the question stood, and points at what that one pointed at.
  const asked = question.about === 'again' ? ((await find(sql, question, question.aboutId!)) ?? question) : question
  const referred = asked.aboutId === null ? undefined : await find(sql, question, asked.aboutId)
  const earlier = user.settings.remember ? (known ?? (await earlierExchanges(sql, asked))) : []
  return {
    system: systemPrompt(user, { chatId: question.chatId, timeZone, now: new Date() }),
    earlier: earlier.filter(({ id }) => id !== asked.aboutId),
    referred: referred?.text
      ? { question: referred.text, answer: referred.answer ?? '', unfinished: asked.about === 'continue' }
      : null,
    asked: withQuotation(question.text ?? '', asked.quoted, user.language),
  }
}

interface Asked {
  userId: number
  id: number
  conversationId: number
  text: string | null
  answer: string | null
  about: Question['about']
  aboutId: number | null
  quoted: string | null
}

async function find(sql: Sql, { userId }: Question, id: number): Promise<Asked | undefined> {
  const [row] = await sql<{
    conversationId: number
    question: string | null
    answer: string | null
    about: Question['about']
    aboutId: number | null
    quoted: string | null
  }>`
    select conversation_id, question, answer, about, about_id, quoted from messages_log
    where user_id = ${userId} and id = ${id}`
  return (
    row && {
      userId,
      id,
      conversationId: row.conversationId,
      text: row.question,
      answer: row.answer,
      about: row.about,
      aboutId: row.aboutId,
      quoted: row.quoted,
    }
  )
}

async function earlierExchanges(sql: Sql, asked: Asked): Promise<EarlierExchange[]> {
  return sql<EarlierExchange>`
    select * from earlier_exchanges(${asked.userId}, ${asked.conversationId}, ${asked.id}, ${mostEarlier})`
}

/** Words of a person's that the question replies to, quoted as in a letter. */
function withQuotation(text: string, quoted: string | null, language: Language): string {
  if (quoted === null) return text
  const quotation = quoted.replace(/^/gm, '> ')
  return `${quotationIntroductions[language]}\n${quotation}\n\n${text}`
}

const quotationIntroductions: Record<Language, string> = {
  ru: 'Я пишу об этом сообщении:',
  en: 'I am writing about this message:',
}
