import { InlineKeyboard } from 'grammy'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { say } from '#bot-kit/screen.ts'
import type { AnswerReply } from '#modules/questions/contract.ts'
import { report } from '#modules/questions/bot/show-answer.ts'
import { sourcesUnder } from '#modules/questions/bot/sources.ts'
import { unusualLines } from '#modules/questions/bot/under-answer.ts'
import type { FormattedText } from '#platform/telegram/formatted-text.ts'
import { textLimit } from '#platform/telegram/split.ts'
import { changeMessage, closeMessage } from './guest-message.ts'

const goesOn = ' …'

/** Brings a finished answer into the message, as much of it as one message holds, and has its delivery written down. */
export async function showToGuest(ctx: BotContext, inlineMessageId: string, done: AnswerReply): Promise<void> {
  if (!done.delivered) await bring(ctx, inlineMessageId, done)
  await closeMessage(ctx)
}

async function bring(ctx: BotContext, inlineMessageId: string, done: AnswerReply): Promise<void> {
  const { renderer, richMessages } = ctx.tools
  const line = unusualLines(ctx, done).join('\n') || undefined
  const markdown = done.answer + sourcesUnder(ctx.t, done)
  const pages = done.lookedUp ? done.sources : undefined
  const rendered = await renderer.render('answer', { markdown, line, restInFile: ctx.t.restInFile, pages })
  const [first = { text: '', entities: [] }, ...others] = rendered.parts
  const isCut = others.length > 0
  const isRich = richMessages && ctx.person.settings.rich && !isCut
  const refused = await changeMessage(ctx, inlineMessageId, {
    text: isCut ? cut(first) : first,
    rich: isRich ? rendered.rich : undefined,
    keyboard: keyboardUnder(ctx, done, isCut),
  })
  await report(ctx, done.questionId, {
    messageIds: [],
    complete: refused === undefined,
    ...(refused ? { refused } : {}),
  })
}

function cut({ text, entities }: FormattedText): FormattedText {
  return { text: text.length + goesOn.length > textLimit ? text : text + goesOn, entities }
}

/** Links only: a button that asks something would be pressed by others. */
function keyboardUnder({ t, me }: BotContext, { questionId, charged }: AnswerReply, isCut: boolean) {
  const keyboard = new InlineKeyboard()
  const link = (start: string) => `https://t.me/${me.username}?start=guest_${start}`
  if (isCut) keyboard.url(t.guest.whole, link(String(questionId))).row()
  const isFree = charged.purse === 'credits' && charged.price === 0
  if (isFree) keyboard.url(t.guest.more, link('more'))
  return keyboard.inline_keyboard.flat().length > 0 ? keyboard : undefined
}

/** A link from such a message: the whole answer for the person who asked, and for others the usual welcome. */
export async function openWholeAnswer(ctx: BotContext, rest: string): Promise<boolean> {
  if (!/^[1-9]\d{0,14}$/.test(rest)) return false
  const { telegramId } = ctx.person
  try {
    const { answer } = await ctx.tools.backend.answerText({ telegramId, questionId: Number(rest) })
    await say(ctx, answer)
    return true
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'question_not_found')) throw error
    return false
  }
}
