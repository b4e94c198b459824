import { InlineKeyboard } from 'grammy'
import type { AnswerReply, FollowUp } from '#modules/questions/contract.ts'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { withPrice } from '#bot-kit/price.ts'

/** An answer shorter than this need not be shorter. */
const worthShortening = 1_000

/**
 * What a person may want of an answer, as buttons under it that say what they cost. None in a group, where everybody would
 * have them, and none that nothing pays for: then the way to more.
 */
export function answerKeyboard(ctx: BotContext, done: AnswerReply, hasFiles: boolean): InlineKeyboard | undefined {
  if (ctx.chat?.type !== 'private') return undefined
  const keyboard = new InlineKeyboard()
  if (hasFiles) keyboard.text(ctx.t.buttons.files, data.files(done.questionId)).row()
  addFollowUps(keyboard, ctx, done)
  return keyboard.inline_keyboard.flat().length > 0 ? keyboard : undefined
}

function addFollowUps(keyboard: InlineKeyboard, { t }: BotContext, done: AnswerReply): void {
  const { next } = done.left
  if (!('purse' in next)) return void keyboard.text(t.buttons.buy, data.buy)
  const add = (kind: FollowUp) =>
    keyboard.text(withPrice(t, t.buttons[kind], next), data.followUp(kind, done.questionId, next))
  if (isUnfinished(done)) add('continue').row()
  add('again')
  if (done.answer.length > worthShortening) add('shorter')
}

function isUnfinished({ finishReason: reason }: AnswerReply): boolean {
  return reason === 'length' || reason === 'stopped' || reason === 'timeout'
}
