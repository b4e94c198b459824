import { Composer, InlineKeyboard } from 'grammy'
import { data, patterns } from '#bot/callback-data.ts'
import type { BotContext } from '#bot/context.ts'
import { backTo, type Screen, show } from '#bot/screen.ts'
import { BackendRefusal } from '#contract/client.ts'
import type { Language, Offers } from '#contract/shapes.ts'
import { planLines } from './subscription.ts'

export const purchase = new Composer<BotContext>()

purchase.command('buy', async (ctx) => show(ctx, await purchaseScreen(ctx)))
purchase.callbackQuery(data.buy, async (ctx) => show(ctx, await purchaseScreen(ctx)))
purchase.callbackQuery(patterns.product, (ctx) => offer(ctx, ctx.match[2]!, ctx.match[1] === 'card' ? 'card' : 'stars'))

/** What is on sale: a button for each pack and plan. */
export async function purchaseScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const offers = await tools.backend.offers({ telegram_id: person.telegram_id })
  const text = [
    t.purchase,
    '',
    t.packsTitle,
    ...offers.packs.map((pack) => t.packLine(pack.title[person.language], pack.price_stars, pack.credits)),
    '',
    t.plansTitle,
    ...planLines(t, person.language, offers.plans),
    '',
    t.howToPay,
  ].join('\n')
  const keyboard = new InlineKeyboard()
  if (offers.trial_messages !== null)
    keyboard.add({ text: t.buttons.tryFree, callback_data: data.trial, style: 'success' }).row()
  for (const { id, title, price_stars, price_card } of [...offers.packs, ...offers.plans]) {
    keyboard.text(t.buttons.product(title[person.language], price_stars), data.product(id))
    if (tools.providerToken && price_card) keyboard.text(money(person.language, price_card), data.card(id))
    keyboard.row()
  }
  return { text, keyboard: keyboard.text(t.buttons.back, data.menu) }
}

const thirtyDaysSeconds = 2_592_000

/** An invoice in the chat; for what Telegram renews by itself a link, because only a link can carry a period. */
async function offer(ctx: BotContext, productId: string, method: 'stars' | 'card'): Promise<void> {
  const { t, tools, person } = ctx
  if (method === 'card' && !tools.providerToken)
    return show(ctx, { text: t.checkoutRefused.not_sold, keyboard: backTo(t, data.buy) })
  const offers = await tools.backend.offers({ telegram_id: person.telegram_id })
  try {
    const order = await tools.backend.createPayment({ telegram_id: person.telegram_id, product: productId, method })
    const title = order.title[person.language]
    const prices = [{ label: title, amount: order.amount }]
    const about = describe(ctx, offers, productId)
    if (!order.renews) {
      const provider = method === 'card' ? { provider_token: tools.providerToken ?? '' } : {}
      await ctx.replyWithInvoice(title, about, order.payload, order.currency, prices, provider)
      return
    }
    const link = await ctx.api.createInvoiceLink(title, about, order.payload, '', order.currency, prices, {
      subscription_period: thirtyDaysSeconds,
    })
    const keyboard = new InlineKeyboard()
      .url(t.buttons.subscribe(order.amount), link)
      .row()
      .text(t.buttons.back, data.buy)
    await show(ctx, { text: `**${title}**\n\n${about}`, keyboard })
  } catch (error) {
    if (!(error instanceof BackendRefusal)) throw error
    if (error.code === 'already_subscribed')
      await show(ctx, { text: t.checkoutRefused.already_subscribed, keyboard: backTo(t, data.subscription) })
    else if (error.code === 'product_not_found')
      await show(ctx, { text: t.checkoutRefused.not_sold, keyboard: backTo(t, data.buy) })
    else throw error
  }
}

/** "499 ₽": the smallest unit is a hundredth in every currency that has one. */
function money(language: Language, { currency, amount }: { currency: string; amount: number }): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

function describe({ t }: BotContext, { packs, plans }: Offers, productId: string): string {
  const pack = packs.find(({ id }) => id === productId)
  if (pack) return t.packAbout(pack.credits)
  const plan = plans.find(({ id }) => id === productId)
  return plan ? t.planAbout(plan.days, plan.questions_per_day, plan.renews) : ''
}
