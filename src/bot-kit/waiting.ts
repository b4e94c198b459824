import { InlineKeyboard } from 'grammy'
import type { Texts } from '#texts/languages.ts'
import type { WaitingQuestion } from './backend-client.ts'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'
import { withPrice } from './price.ts'

/** Room on a button for the beginning of a question. */
const shownLetters = 24

/** A button that answers the question which nothing had paid for; empty when none waits or nothing pays for it yet. */
export async function findWaitingKeyboard({ t, tools, person }: BotContext): Promise<InlineKeyboard> {
  const { waiting } = await tools.backend.waitingQuestion({ telegramId: person.telegramId })
  return waitingKeyboard(t, waiting)
}

export function waitingKeyboard(t: Texts, waiting: WaitingQuestion | null): InlineKeyboard {
  if (!waiting) return new InlineKeyboard()
  const begin = beginningOf(waiting.text)
  return new InlineKeyboard()
    .add({
      text: withPrice(t, begin === null ? t.buttons.answerNow : t.buttons.answerWaiting(begin), waiting.price),
      callback_data: data.waiting(waiting.updateId, waiting.price),
      style: 'success',
    })
    .row()
}

/** Null: a voice message or a picture may have come without a word. */
export function beginningOf(question: string): string | null {
  const [...letters] = question.replaceAll(/\s+/g, ' ').trim()
  if (letters.length === 0) return null
  return letters.length > shownLetters ? `${letters.slice(0, shownLetters).join('')}…` : letters.join('')
}
