import { type CallbackQueryContext, InlineKeyboard, InputFile } from 'grammy'
import { awaitMade } from '#bot-kit/await-made.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { decodePrice, priceLabel, withPrice } from '#bot-kit/price.ts'
import { placeOf, say, show, takeButtons } from '#bot-kit/screen.ts'
import { askToAgree } from '#modules/questions/bot/agree-first.ts'
import type { Price } from '#modules/entitlements/contract.ts'
import type { ImageReply } from '#modules/images/contract.ts'
import { sendFile } from '#platform/telegram/send-file.ts'
import { beginning } from '#texts/plain.ts'
import { titleIn } from '#texts/titles.ts'

/** What a button orders. */
interface Order {
  wishId: number
  product: string
  shown: Price
  again: boolean
}

/** The button of one way to make a picture, or of one more of the same. */
export async function makeOrdered(ctx: CallbackQueryContext<BotContext>): Promise<void> {
  await ctx.answerCallbackQuery()
  const [, again, wishId, product, price] = ctx.match as RegExpMatchArray
  const order = {
    wishId: Number(wishId),
    product: product!,
    shown: decodePrice(price)!,
    again: again !== undefined,
  }
  // The picture keeps its other buttons.
  if (ctx.callbackQuery.message?.photo) ctx.keepsMessage = true
  else if (!(await takeButtons(ctx))) return
  ctx.afterwards(() => make(ctx, order))
}

async function make(ctx: BotContext, order: Order): Promise<void> {
  try {
    const image = await imageOf(ctx, order)
    // By this update before it was handled again.
    if (image.state !== 'delivered') await bring(ctx, image)
  } catch (error) {
    if (!(error instanceof BackendRefusal)) throw error
    await explain(ctx, error, order)
  }
}

function imageOf(ctx: BotContext, wanted: Order): Promise<ImageReply> {
  const { tools, person, t } = ctx
  const order = { telegramId: person.telegramId, updateId: ctx.update.update_id, ...wanted }
  return awaitMade(ctx, {
    shows: 'upload_photo',
    ask: (during) => tools.backend.makeImage(order, during),
    async whilePending({ product }) {
      if (!ctx.keepsMessage) await show(ctx, { text: t.image.drawing(titleIn(product.title, person.language)) })
    },
  })
}

/** Captions are short: a long wish stands above in the person's own message. */
const longestCaption = 200

async function bring(ctx: BotContext, image: ImageReply): Promise<void> {
  const { tools, person, handling, t } = ctx
  await handling.stillOurs()
  const place = { ...placeOf(ctx), replyTo: ctx.callbackQuery?.message?.reply_to_message?.message_id }
  const photo = new InputFile(Buffer.from(image.data ?? '', 'base64'), 'picture')
  const more = {
    caption: beginning(image.prompt.replaceAll(/\s+/g, ' '), longestCaption),
    reply_markup: keyboardOf(ctx, image),
  }
  const sent = await sendFile({ place, signal: handling.signal, pacing: tools.pacing }, async (target) => {
    const { message_id: messageId, photo: sizes } = await tools.bareApi.sendPhoto(place.chatId, photo, {
      ...more,
      ...target,
    })
    return { messageId, fileId: sizes.at(-1)!.file_id }
  })
  const report = { telegramId: person.telegramId, imageId: image.id }
  if (!('refused' in sent)) {
    await tools.backend.reportImage({ ...report, fileId: sent.fileId })
    return dropProgress(ctx)
  }
  const { refused, description } = sent
  const { refunded } = await tools.backend.reportImage({ ...report, refused: description.slice(0, 255) })
  ctx.log.warn({ imageId: image.id, refused, description, refunded }, 'Telegram refused a picture for good')
  if (refused === 'rejected')
    await show(ctx, { text: [t.image.failed, ...(refunded ? [t.nothingCharged] : [])].join(' ') })
}

function keyboardOf({ t }: BotContext, { id, wishId, product }: ImageReply): InlineKeyboard {
  return new InlineKeyboard()
    .text(withPrice(t, t.buttons.imageAgain, product.price), data.imageAgain(wishId, product.id, product.price))
    .row()
    .text(t.buttons.imageChange, data.changeImage(id))
    .text(t.buttons.imageFile, data.imageFile(id))
}

/** What said that it is being drawn has said it. */
async function dropProgress(ctx: BotContext): Promise<void> {
  if (ctx.keepsMessage) return
  await ctx.deleteMessage().catch((error: unknown) => ctx.log.debug({ err: error }, 'What tells of progress stays'))
}

/** Why there is no picture, with the next step as a button. */
async function explain(ctx: BotContext, refusal: BackendRefusal, order: Order): Promise<void> {
  const { t } = ctx
  const { image } = t
  if (refusal.code === 'agreement_needed') {
    // To be pressed again when they have agreed.
    if (!ctx.keepsMessage) await ctx.editMessageReplyMarkup({ reply_markup: orderKeyboard(ctx, order) })
    return askToAgree(ctx, refusal)
  }
  const sentences: Record<string, string> = { images_off: image.off, image_not_found: image.gone }
  if (sentences[refusal.code] !== undefined) return show(ctx, { text: sentences[refusal.code]! })
  if (refusal.code === 'image_busy') return show(ctx, { text: image.busy, keyboard: orderKeyboard(ctx, order) })
  if (refusal.code === 'too_many_images') {
    const { resumesAt } = refusal.details as { resumesAt: string }
    return show(ctx, { text: image.tooMany(resumesAt), keyboard: orderKeyboard(ctx, order) })
  }
  if (refusal.code === 'image_failed') return explainFailure(ctx, refusal, order)
  if (refusal.code !== 'no_access') throw refusal
  const { reason, price, resumesAt } = refusal.details as { reason: string; price: Price; resumesAt: string | null }
  if (reason === 'price_changed')
    return show(ctx, {
      text: t.priceChanged(priceLabel(t, price)),
      keyboard: orderKeyboard(ctx, { ...order, shown: price }),
    })
  if (reason === 'budget_used_up' || reason === 'trial_paused')
    return say(ctx, [t.refused[reason], ...(resumesAt ? [t.resumes(resumesAt)] : [])].join(' '))
  const keyboard = new InlineKeyboard().text(t.buttons.buy, data.buy).append(orderKeyboard(ctx, order))
  await show(ctx, { text: image.cannotPay(priceLabel(t, price)), keyboard })
}

/** The backend has given back what was reserved before it says so. */
async function explainFailure(ctx: BotContext, refusal: BackendRefusal, order: Order): Promise<void> {
  const { image, nothingCharged } = ctx.t
  const { reason } = refusal.details as { reason: string }
  if (reason === 'filtered' || reason === 'abuse') return show(ctx, { text: `${image.byRules} ${nothingCharged}` })
  if (reason === 'unreadable') return show(ctx, { text: `${image.unreadable} ${nothingCharged}` })
  const text = reason === 'interrupted' ? image.interrupted : image.failed
  await show(ctx, { text: `${text} ${nothingCharged}`, keyboard: orderKeyboard(ctx, order) })
}

/** The same once more. */
function orderKeyboard({ t }: BotContext, { wishId, product, shown, again }: Order): InlineKeyboard {
  const order = (again ? data.imageAgain : data.makeImage)(wishId, product, shown)
  return new InlineKeyboard().text(withPrice(t, t.buttons.retry, shown), order)
}
