import type { Message } from 'grammy/types'
import { isBlank } from '#platform/http/blank.ts'
import { answer } from './answer.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { gather } from '#bot-kit/gather.ts'
import { kindOf } from '#bot-kit/message-kind.ts'
import { pointedAt, questionIn, wordsOf } from '#bot-kit/question.ts'
import { replyIn } from '#bot-kit/reply-in.ts'
import { say } from '#bot-kit/screen.ts'
import { wholeQuestion } from '#bot-kit/whole-question.ts'

/** Asks a question with all that was sent in one gesture with it, or says why there is nothing to answer. */
export async function askWhole(ctx: BotContext): Promise<void> {
  const { t, me } = ctx
  const messageId = ctx.msgId!
  const pieces = await gather(ctx)
  const own = pieces.find((piece) => !piece.forward_origin) ?? pieces[0]!
  const { text, leftOut } = wholeQuestion(pieces, me, t)
  const question = text || (callsAbout(ctx, own) ? t.answerThat : '')
  const replyTo = replyIn(own, t)
  const inOneMessage = pieces.length === 1 && !own.forward_origin && !replyTo
  // In a group an answer names its question.
  const answerTo = ctx.chat?.type === 'private' ? undefined : messageId
  if (question) await answer(ctx, { text: question, messageId, answerTo, inOneMessage, replyTo })
  else await say(ctx, whyNothing(ctx, own), undefined, messageId)
  // Behind the answer: whoever handles an interrupted question comes by here again, and it is told once.
  if (leftOut > 0) await say(ctx, t.leftOut(leftOut), undefined, messageId)
}

/** Whether a person calls the bot without a word, in reply to something that can be answered. */
function callsAbout({ me }: BotContext, message: Message): boolean {
  if (questionIn(me, message) !== '') return false
  const original = pointedAt(message)
  return !isBlank(message.quote?.text ?? '') || original?.from?.id === me.id || !isBlank(wordsOf(original ?? {}))
}

function whyNothing({ t, me }: BotContext, message: Message): string {
  const kind = kindOf(message) ?? kindOf(pointedAt(message) ?? message)
  if (kind) return t.unsupported[kind]
  return questionIn(me, message) === '' ? t.askHintShort : t.askHint
}
