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
