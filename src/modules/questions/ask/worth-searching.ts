import type { Question } from '#modules/questions/question.ts'

/** Whether it is a question of its own, and not about the words of an answer. */
export function isLookedUp({ about, transcriptOnly }: Pick<Question, 'about' | 'transcriptOnly'>): boolean {
  return !transcriptOnly && about !== 'continue' && about !== 'shorter'
}

/** Letters and digits of a message that may be no more than a greeting or a word of thanks. */
const few = 10
/** A sign of these says as much as a short word. */
const wordSigns = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu
const lettersOfASign = 4

/** Whether a message may be about something that can be looked up; the model decides whether it is. */
export function isWorthSearching(text: string): boolean {
  if (/[?？؟\d]/.test(text)) return true
  const signs = text.match(wordSigns)?.length ?? 0
  const letters = (text.match(/\p{L}/gu)?.length ?? 0) - signs
  return letters + signs * lettersOfASign > few
}
