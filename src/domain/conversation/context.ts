import type { Sql } from '#database/sql.ts'
import type { Model } from '#domain/catalog.ts'
import type { Language, User } from '#domain/users.ts'
import type { Question } from './question.ts'

export interface Turn {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/**
 * What the model should see: who it is, then the last turns of the conversation that fit beside the question, oldest
 * first. A turn is dropped whole, and with it everything older, so the model never reads half a thought.
 */
export async function contextOf(sql: Sql, request: { user: User; question: Question; model: Model }): Promise<Turn[]> {
  const { user, question, model } = request
  const system = systemPrompt(user)
  const asked = question.text ?? ''
  let budget = model.contextTokens - model.maxOutputTokens - estimateTokens(system) - estimateTokens(asked)
  const earlier = user.settings.remember ? await earlierTurns(sql, question) : []
  const kept: Turn[] = []
  for (const turn of earlier) {
    budget -= estimateTokens(turn.question) + estimateTokens(turn.answer)
    if (budget < 0) break
    kept.unshift({ role: 'user', content: turn.question }, { role: 'assistant', content: turn.answer })
  }
  return [{ role: 'system', content: system }, ...kept, { role: 'user', content: asked }]
}

/** Ends the conversation of a chat or topic: the next question starts afresh. */
export async function startConversation(
  sql: Sql,
  place: { telegramId: number; chatId: number; threadId: number },
): Promise<void> {
  await sql`
    update conversations set ended_at = now()
    where user_id = ${place.telegramId} and chat_id = ${place.chatId} and thread_id = ${place.threadId} and ended_at is null`
}

/** Newest first. */
async function earlierTurns(sql: Sql, question: Question) {
  return sql<{ question: string; answer: string }>`
    select question, answer from messages_log
    where user_id = ${question.userId} and conversation_id = ${question.conversationId} and id < ${question.id}
      and status = 'answered' and question is not null and answer is not null
    order by id desc limit 40`
}

/** Errs on the high side for Russian and English alike: a token is seldom shorter than two and a half characters. */
function estimateTokens(text: string): number {
  return Math.ceil(text.length / 2.5) + 4
}

function systemPrompt({ language, settings }: User): string {
  return [introductions[language], styles[settings.answerStyle][language], formats[language]].filter(Boolean).join(' ')
}

const introductions: Record<Language, string> = {
  ru: 'Ты Помогатор, дружелюбный и точный помощник в Telegram. Отвечай на языке вопроса. Если не знаешь, скажи об этом прямо.',
  en: 'You are Pomogator, a friendly and precise assistant in Telegram. Answer in the language of the question. If you do not know, say so plainly.',
}
const formats: Record<Language, string> = {
  ru: 'Оформляй ответ в Markdown, если это помогает чтению; таблицы делай узкими.',
  en: 'Use Markdown where it helps the reader; keep tables narrow.',
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
