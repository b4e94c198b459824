import { InlineKeyboard } from 'grammy'
import type { Message } from 'grammy/types'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { kindOf } from '#bot-kit/message-kind.ts'
import { withPrice } from '#bot-kit/price.ts'
import { answerTo, askFor, isRequest } from '#bot-kit/prompts.ts'
import { commandIn, pointedAt, wordsOf } from '#bot-kit/question.ts'
import { fileRepliedTo } from '#bot-kit/reply-in.ts'
import { backTo, say } from '#bot-kit/screen.ts'
import { longestPrompt } from '#modules/images/contract.ts'
import { fileIn } from '#platform/telegram/file-in.ts'
import { beginning, plain } from '#texts/plain.ts'
import { titleIn } from '#texts/titles.ts'
import { sendOriginal } from './original.ts'
import { makeOrdered } from './make.ts'

/** Pictures that are made of words, or of a picture and words. */
export const images = new Feature()

images.command('image', wishFor)
images.callbackQuery(data.image, async (ctx) => {
  await ctx.answerCallbackQuery()
  await askFor(ctx, 'image', ctx.t.image.ask, ctx.t.image.placeholder)
})
images.callbackQuery(patterns.changeImage, async (ctx) => {
  await ctx.answerCallbackQuery()
  await askFor(ctx, `image-${Number(ctx.match[1])}`, ctx.t.image.askChange, ctx.t.image.placeholderChange)
})
images.callbackQuery(patterns.makeImage, makeOrdered)
images.callbackQuery(patterns.imageFile, sendOriginal)
images.on('message:text', async (ctx, next) => {
  const wish = await answerTo(ctx, /^image(?:-([1-9]\d{0,14}))?$/)
  if (!wish) return next()
  await choose(ctx, wish.text, Number.isNaN(wish.id) ? null : { imageId: wish.id })
})

/**
 * Words behind the command are the wish, and those that it replies to, if that is no picture; without any the person is told
 * how to say what they want.
 */
async function wishFor(ctx: BotContext): Promise<void> {
  const message = ctx.message!
  const own = commandIn(message)!.rest
  if (isAboutOtherFile(message)) return say(ctx, ctx.t.image.unreadable, undefined, ctx.msgId)
  const source = sourceIn(ctx)
  if (source === undefined) return wishInWords(ctx, [own, wordsRepliedTo(message)].filter(Boolean).join('\n\n'))
  await choose(ctx, own, { fileId: source })
  // Behind the offer: it is about the picture with the words.
  if (own !== '' && message.media_group_id !== undefined) await say(ctx, ctx.t.image.onlyOne, undefined, ctx.msgId)
}

/** What else there is, such as a recording, is not drawn, and the person is told. */
async function wishInWords(ctx: BotContext, words: string): Promise<void> {
  const { image } = ctx.t
  if (!hasOtherKind(ctx)) return choose(ctx, words, null)
  if (words === '') return askFor(ctx, 'image', `${image.unused}\n\n${image.ask}`, image.placeholder)
  await choose(ctx, words, null)
  await say(ctx, image.unused, undefined, ctx.msgId)
}

/** Whether a command stands under something that is neither words nor a picture, or replies to that. */
function hasOtherKind({ me, message }: BotContext): boolean {
  const pieces = [message!, pointedAt(message!)].filter((piece) => piece !== undefined)
  // What stands in another chat is known by its file alone.
  return pieces.some((piece) => kindOf(piece) !== undefined) || fileRepliedTo(me, message!) !== undefined
}

function wordsRepliedTo(message: Message): string {
  const original = pointedAt(message)
  if (original && isRequest(original)) return ''
  return (message.quote?.text ?? wordsOf(original ?? {})).trim()
}

/** The picture that a command is about: the one it stands under, or the one it replies to. */
function sourceIn(ctx: BotContext): string | undefined {
  const message = ctx.message!
  const file = fileIn(message) ?? fileRepliedTo(ctx.me, message)
  return file && file.type !== 'audio' ? file.fileId : undefined
}

/** Of a file that Telegram calls something else than a picture no change is offered, which could not be made. */
function isAboutOtherFile(message: Message): boolean {
  const { document } = fileIn(message) ? message : (pointedAt(message) ?? {})
  return document?.mime_type !== undefined && !document.mime_type.startsWith('image/')
}

const longestBegin = 200

/** Keeps the wish, and asks in which way it shall be made: each way is a button with its price. */
async function choose(
  ctx: BotContext,
  words: string,
  source: { fileId: string } | { imageId: number } | null,
): Promise<void> {
  const { t, tools, person } = ctx
  if (words === '') return askFor(ctx, 'image', t.image.ask, t.image.placeholder)
  if (words.length > longestPrompt) return say(ctx, t.image.tooLong(longestPrompt), undefined, ctx.msgId)
  const wish = { telegramId: person.telegramId, updateId: ctx.update.update_id, prompt: words, source }
  try {
    const { wishId, products } = await tools.backend.askImage(wish)
    const keyboard = new InlineKeyboard()
    for (const { id, title, price } of products)
      keyboard.text(withPrice(t, titleIn(title, person.language), price), data.makeImage(wishId, id, price)).row()
    const begin = plain(beginning(words.replaceAll(/\s+/g, ' '), longestBegin))
    await say(ctx, source ? t.image.chooseChange(begin) : t.image.choose(begin), keyboard, ctx.msgId)
  } catch (error) {
    const sentence = error instanceof BackendRefusal ? sentenceFor(ctx, error.code) : undefined
    if (sentence === undefined) throw error
    await say(ctx, sentence, backTo(t), ctx.msgId)
  }
}

function sentenceFor({ t }: BotContext, code: string): string | undefined {
  if (code === 'images_off') return t.image.off
  return code === 'image_not_found' ? t.image.gone : undefined
}
