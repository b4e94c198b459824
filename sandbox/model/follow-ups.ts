import type { Turn } from './turn.ts'

type Language = 'ru' | 'en'

const wishes = {
  shorter: /^(?:Скажи то же самое втрое короче|Say the same at a third of the length)/,
  continue: /^(?:Продолжи ответ с того места|Go on with the answer from where)/,
}
/** Where only the end of an answer is known, so much of it tells where it broke off. */
const tailLength = 300

/**
 * What the bot's own buttons ask for, "Shorter" and "Go on", done with the answer they stand under; undefined for any other
 * question. `answerAgain` gives the whole answer to the turns before it.
 */
export function followUp(
  turns: Turn[],
  language: Language,
  answerAgain: (turns: Turn[]) => string,
): string | undefined {
  const wish = turns.at(-1)?.content ?? ''
  const answer = turns.at(-2)
  if (answer?.role !== 'assistant') return undefined
  if (wishes.shorter.test(wish)) return shortened(answer.content, language)
  if (wishes.continue.test(wish)) return restOf(answer.content, answerAgain(turns.slice(0, -2)), language)
  return undefined
}

/** The paragraphs of the first third, at least one, and no program cut in two. */
function shortened(answer: string, language: Language): string {
  const paragraphs = answer.split('\n\n')
  let text = ''
  for (const paragraph of paragraphs) {
    text += `${text === '' ? '' : '\n\n'}${paragraph}`
    if (text.length >= answer.length / 3 && text.split('```').length % 2 === 1) break
  }
  return `${language === 'ru' ? '**Коротко:**' : '**In short:**'}\n\n${text}`
}

function restOf(begun: string, whole: string, language: Language): string {
  const said = begun.trimEnd()
  const tail = whole.startsWith(said) ? said : said.slice(-tailLength)
  const at = whole.indexOf(tail)
  const rest = at === -1 ? '' : whole.slice(at + tail.length).trimStart()
  return rest || (language === 'ru' ? 'На этом ответ и заканчивался.' : 'That was the end of the answer.')
}
