import { InlineKeyboard } from 'grammy'
import type { AnswerReply, FollowUp } from '#contract/shapes.ts'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'

/** An answer shorter than this need not be shorter. */
const worthShortening = 1_000

/**
 * What a person may want of an answer, as buttons under it that say what they cost. None in a group, where everybody would
 * have them, and none when nothing pays for them.
 */
export function followUpKeyboard({ t, chat }: BotContext, done: AnswerReply): InlineKeyboard | undefined {
  const { next } = done.left
  if (chat?.type !== 'private' || !('purse' in next)) return undefined
  const keyboard = new InlineKeyboard()
  const price = next.purse === 'credits' ? t.prices.credits(next.price) : next.purse === 'trial' ? t.prices.trial : ''
  const add = (kind: FollowUp) =>
    keyboard.text([t.buttons[kind], price].filter(Boolean).join(' · '), data.followUp(kind, done.question_id))
  if (isUnfinished(done)) add('continue').row()
  add('again')
  if (done.answer.length > worthShortening) add('shorter')
  return keyboard
}

function isUnfinished({ finish_reason: reason }: AnswerReply): boolean {
  return reason === 'length' || reason === 'stopped'
}
