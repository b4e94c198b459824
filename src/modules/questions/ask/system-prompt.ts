import type { Language, User } from '#modules/users/users.ts'

/**
 * Who the model is and how it should answer this person: the style they chose, then their own instructions, then the date.
 * What changes most often stands last, so that a provider can keep the rest. In a group there is nothing personal.
 */
export function systemPrompt(
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
