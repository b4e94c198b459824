import type { Turn } from './turn.ts'

/** The mark behind which the bot wants questions that could follow, as it tells it. */
const mark = /⟦\?⟧/

const questions = {
  ru: ['Сколько будет 12 * 7?', 'Покажи таблицу', 'Что ты умеешь?'],
  en: ['What is 12 * 7?', 'Show me a table', 'What can you do?'],
}

/** The answer with questions that could follow, where they are wanted. */
export function withSuggestions(turns: Turn[], language: keyof typeof questions, answer: string): string {
  const [wanted] = mark.exec(turns[0]?.content ?? '') ?? []
  if (wanted === undefined || answer === '') return answer
  const asked = turns.at(-1)?.content.trim()
  const others = questions[language].filter((question) => question !== asked)
  return [answer, '', wanted, ...others.map((question) => `- ${question}`)].join('\n')
}
