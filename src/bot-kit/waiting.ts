import { InlineKeyboard } from 'grammy'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'
import { withPrice } from './price.ts'

/** Room on a button for the beginning of a question. */
const shownLetters = 24

/** A button that answers the question which nothing had paid for; empty when none waits or nothing pays for it yet. */
export async function waitingKeyboard({ t, tools, person }: BotContext): Promise<InlineKeyboard> {
  const { waiting } = await tools.backend.waitingQuestion({ telegramId: person.telegramId })
  if (!waiting) return new InlineKeyboard()
  const [...letters] = waiting.text.replaceAll(/\s+/g, ' ').trim()
  const begin = letters.length > shownLetters ? `${letters.slice(0, shownLetters).join('')}…` : letters.join('')
  // A voice message or a picture may have come without a word.
  const label = begin === '' ? t.buttons.answerNow : t.buttons.answerWaiting(begin)
  return new InlineKeyboard()
    .add({
      text: withPrice(t, label, waiting.price),
      callback_data: data.waiting(waiting.updateId, waiting.price),
      style: 'success',
    })
    .row()
}
