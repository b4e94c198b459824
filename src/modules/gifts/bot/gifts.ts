import { InlineKeyboard } from 'grammy'
import { agreeKeyboard, findNotice } from '#bot-kit/agreement.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { giftLink, shareKeyboard } from '#bot-kit/gift-link.ts'
import { invoiceText } from '#bot-kit/invoice-text.ts'
import { backTo, type Screen, say, show } from '#bot-kit/screen.ts'
import { money } from '#texts/money.ts'
import { titleIn } from '#texts/titles.ts'

/** What one person buys for another. */
export const gifts = new Feature()

gifts.callbackQuery(data.gifts, async (ctx) => show(ctx, await giftsScreen(ctx)))
gifts.callbackQuery(patterns.gift, async (ctx) => offer(ctx, ctx.match[1]!))
gifts.callbackQuery(patterns.keepGift, async (ctx) => {
  await ctx.answerCallbackQuery()
  await claim(ctx, ctx.match[1]!, { keep: true })
})

/** The link of a gift was opened. */
export async function claimByLink(ctx: BotContext, token: string): Promise<true> {
  await claim(ctx, token, { keep: false })
  return true
}

async function giftsScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const { telegramId, language } = person
  const [{ packs, plans }, { gifts: open }] = await Promise.all([
    tools.backend.offers({ telegramId }),
    tools.backend.gifts({ telegramId }),
  ])
  const keyboard = new InlineKeyboard()
  for (const { id, title, priceStars } of [...packs, ...plans]) {
    const price = money(language, { currency: 'XTR', amount: priceStars })
    keyboard.text(t.buttons.product(titleIn(title, language), price), data.gift(id)).row()
  }
  const lines = open.map(({ token, title, until }) =>
    t.gift.line(titleIn(title, language), giftLink(ctx, token), until),
  )
  const text = lines.length === 0 ? t.gift.screen : [t.gift.screen, '', t.gift.yours, ...lines].join('\n')
  return { text, keyboard: keyboard.text(t.buttons.back, data.buy) }
}

async function offer(ctx: BotContext, productId: string): Promise<void> {
  const { t, tools, person } = ctx
  try {
    const { telegramId, language } = person
    const notice = await findNotice(ctx)
    const agreement = notice ? { agreement: notice.version } : {}
    const order = await tools.backend.createPayment({ telegramId, product: productId, gift: true, ...agreement })
    const title = titleIn(order.title, language)
    const prices = [{ label: title, amount: order.amount }]
    await ctx.answerCallbackQuery()
    await ctx.replyWithInvoice(
      title,
      invoiceText(ctx, t.gift.about(title), notice),
      order.payload,
      order.currency,
      prices,
    )
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'product_not_found')) throw error
    await show(ctx, { text: t.checkoutRefused.not_sold, keyboard: backTo(t, data.gifts) })
  }
}

async function claim(ctx: BotContext, token: string, { keep }: { keep: boolean }): Promise<void> {
  const { t, tools, person } = ctx
  const { telegramId, language } = person
  try {
    const { title, credits, paidUntil, left } = await tools.backend.claimGift({ telegramId, token, keep })
    const { received } = t.gift
    const text = paidUntil
      ? received.days(titleIn(title, language), paidUntil)
      : received.credits(credits, left.credits)
    const notice = await findNotice(ctx)
    if (notice) return say(ctx, `${text}\n\n${notice.text}`, agreeKeyboard(t, notice, 'gift'))
    await say(ctx, `${text} ${t.ready}`, backTo(t))
  } catch (error) {
    if (!(error instanceof BackendRefusal)) throw error
    if (error.code === 'own_gift') return showOwn(ctx, token)
    const { refused } = t.gift
    if (!(error.code in refused)) throw error
    await say(ctx, refused[error.code as keyof typeof refused], backTo(t))
  }
}

async function showOwn(ctx: BotContext, token: string): Promise<void> {
  const { t, tools, person } = ctx
  const { gifts: open } = await tools.backend.gifts({ telegramId: person.telegramId })
  const gift = open.find((each) => each.token === token)
  if (!gift) return say(ctx, t.gift.refused.gift_claimed, backTo(t))
  const keyboard = shareKeyboard(ctx, gift).row().text(t.buttons.keepGift, data.keepGift(token))
  await say(ctx, t.gift.own(titleIn(gift.title, person.language)), keyboard)
}
