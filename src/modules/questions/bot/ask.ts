import type { Message } from 'grammy/types'
import { answer } from './answer.ts'
import { followUpButton } from './outcome.ts'
import { refuseOthers, questionOver } from '#bot-kit/whose-button.ts'
import type { AskedQuestion } from '#bot-kit/asked-question.ts'
import { patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { decodePrice, withPrice } from '#bot-kit/price.ts'
import { gather } from '#bot-kit/gather.ts'
import { kindOf, whyUnsupported } from '#bot-kit/message-kind.ts'
import { commandIn, isToBot, pointedAt, questionIn, wordsOf } from '#bot-kit/question.ts'
import { fileRepliedTo, replyIn } from '#bot-kit/reply-in.ts'
import { wholeQuestion } from '#bot-kit/whole-question.ts'
import { say, takeButtons } from '#bot-kit/screen.ts'
import { isBlank } from '#platform/http/blank.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { Feature } from '#bot-kit/feature.ts'
import type { Price } from '#modules/entitlements/contract.ts'
import type { FollowUp } from '#modules/questions/contract.ts'

/** What another one has said is a question, or a part of one, and never a command. */
export const forwarded = new Feature()

forwarded.on('message:forward_origin', (ctx) => ctx.afterwards(() => askWhole(ctx)))

export const ask = new Feature()

ask.on('message').filter(
  // Of an album what the first piece lacks, such as one that can be read, may be in another one.
  ({ me, message }) =>
    questionIn(me, message) !== undefined ||
    (isOfAlbum(message) && isToBot(me, message) && commandIn(message) === undefined),
  (ctx) => ctx.afterwards(() => askWhole(ctx)),
)
ask.on('message:text').filter(
  ({ chat, message }) => chat.type === 'private' && isBlank(message.text),
  (ctx) => say(ctx, ctx.t.askHint),
)

/** The answer to what stood there before was paid for and stays; a person who edits may want another one. */
ask.on(['edited_message:text', 'edited_message:caption'], async (ctx, next) => {
  const text = questionIn(ctx.me, ctx.editedMessage)
  if (!text) return next()
  const { questionId: id, price } = await ctx.tools.backend.questionEdited({
    telegramId: ctx.person.telegramId,
    chatId: ctx.chat.id,
    messageId: ctx.msgId,
    updateId: ctx.update.update_id,
    text,
  })
  if (id === null) return
  await say(ctx, ctx.t.edited, followUpButton(ctx, 'edited', { questionId: id, price }), ctx.msgId)
})

ask.callbackQuery(patterns.followUp, async (ctx) => {
  if (await refuseOthers(ctx)) return
  const [, kind, id, price] = ctx.match
  const followUp = { kind: kind as FollowUp, questionId: Number(id), shown: decodePrice(price) }
  await answerButton(ctx, { followUp }, kind === 'edited' ? undefined : ctx.callbackQuery.message?.message_id)
})

ask.callbackQuery(patterns.suggestion, async (ctx) => {
  const [carried, id, index, price] = ctx.match as RegExpMatchArray
  const shown = decodePrice(price)!
  const followUp = { kind: 'suggested' as const, questionId: Number(id), suggestion: Number(index), shown }
  const pressed = labelOf(ctx, carried, shown)
  await answerButton(ctx, { followUp, pressed }, ctx.callbackQuery.message?.message_id)
})

ask.callbackQuery(patterns.waiting, async (ctx) => {
  if (await refuseOthers(ctx)) return
  const [, updateId, price, model] = ctx.match
  await answerButton(ctx, { waiting: { updateId: Number(updateId), shown: decodePrice(price)! }, model }, undefined)
})

/** Asks a question with all that was sent in one gesture with it, or says why there is nothing to answer. */
async function askWhole(ctx: BotContext): Promise<void> {
  const { t, me } = ctx
  const messageId = ctx.msgId!
  const pieces = await gather(ctx)
  const own = pieces.find((piece) => !piece.forward_origin) ?? pieces[0]!
  const { parts, transcriptOnly, leftOut } = wholeQuestion(pieces, me, t, fileRepliedTo(me, own))
  if (parts.length === 0 && callsAbout(ctx, own)) parts.push({ type: 'text', text: t.answerThat })
  const replyTo = replyIn(own, t)
  const inOneMessage = pieces.length === 1 && !own.forward_origin && !replyTo
  // In a group an answer names its question.
  const answerTo = ctx.chat?.type === 'private' ? undefined : messageId
  if (parts.length > 0) await answer(ctx, { parts, transcriptOnly, messageId, answerTo, inOneMessage, replyTo })
  else await say(ctx, whyNothing(ctx, own), undefined, messageId)
  // Behind the answer: a process that handles an interrupted question comes by here again, and it is told once.
  if (leftOut.forwards > 0) await say(ctx, t.leftOut(leftOut.forwards), undefined, messageId)
  if (leftOut.files > 0) await say(ctx, t.files.leftOut(leftOut.files), undefined, messageId)
}

function isOfAlbum(message: Message): boolean {
  return message.media_group_id !== undefined
}

/** Whether a person calls the bot without a word, in reply to something that can be answered. */
function callsAbout({ me }: BotContext, message: Message): boolean {
  if (questionIn(me, message) !== '') return false
  const original = pointedAt(message)
  return !isBlank(message.quote?.text ?? '') || original?.from?.id === me.id || !isBlank(wordsOf(original ?? {}))
}

function whyNothing({ t, me }: BotContext, message: Message): string {
  const kind = kindOf(message) ?? kindOf(pointedAt(message) ?? message)
  if (kind) return whyUnsupported(t, kind)
  return questionIn(me, message) === '' ? t.askHintShort : t.askHint
}

type Wanted = Pick<AskedQuestion, 'followUp' | 'waiting' | 'model' | 'pressed'>

/** The words on the button that was pressed, without their price. */
function labelOf({ t, callbackQuery }: BotContext, carried: string, price: Price): string | undefined {
  const keys = callbackQuery?.message?.reply_markup?.inline_keyboard.flat() ?? []
  const label = keys.find((key) => 'callback_data' in key && key.callback_data === carried)?.text
  const end = withPrice(t, '', price)
  return label?.endsWith(` · ${end}`) ? label.slice(0, -end.length - 3) : label
}

async function answerButton(ctx: BotContext, wanted: Wanted, below: number | undefined): Promise<void> {
  const messageId = ctx.callbackQuery?.message?.message_id
  if (messageId === undefined) return say(ctx, ctx.t.questionLost)
  const answerTo = questionOver(ctx) ?? below
  await ctx.answerCallbackQuery()
  // The buttons go away before the question is asked: a second press must not ask it twice.
  if (!(await takeButtons(ctx))) return
  ctx.afterwards(async () => {
    try {
      await answer(ctx, { ...wanted, messageId, answerTo, inOneMessage: false })
    } catch (error) {
      if (!(error instanceof BackendRefusal && error.code === 'question_not_found')) throw error
      await say(ctx, ctx.t.questionLost)
    }
  })
}
