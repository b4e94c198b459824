import { InlineKeyboard } from 'grammy'
import { findNotice } from '#bot-kit/agreement.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { money } from '#texts/money.ts'
import { allowanceLine, type PricedOffers, renewalOf, worthOf } from '#bot-kit/products.ts'
import { invoiceText } from '#bot-kit/invoice-text.ts'
import { purchaseScreen } from '#bot-kit/purchase-screen.ts'
import { backTo, type Screen, show } from '#bot-kit/screen.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { Feature } from '#bot-kit/feature.ts'
import { titleIn } from '#texts/titles.ts'
import type { Means, Offers } from '#modules/charging/contract.ts'
import type { PaymentMethod } from '#modules/payments/contract.ts'

export const purchase = new Feature()

purchase.command('buy', async (ctx) => show(ctx, await purchaseScreen(ctx)))
purchase.callbackQuery(data.buy, async (ctx) => show(ctx, await purchaseScreen(ctx)))
purchase.callbackQuery(patterns.product, async (ctx) => {
  const [, method, productId, anyway] = ctx.match
  await offer(ctx, {
    productId: productId!,
    method: method === 'card' ? 'card' : 'stars',
    anyway: anyway !== undefined,
  })
})

interface Choice {
  productId: string
  method: PaymentMethod
  /** The person knows that another subscription renews. */
  anyway: boolean
}

const thirtyDaysSeconds = 2_592_000

/** An invoice in the chat; for what Telegram renews by itself a link, because only a link can carry a period. */
async function offer(ctx: BotContext, choice: Choice): Promise<void> {
  const { t, tools, person } = ctx
  const { productId, method } = choice
  if (method === 'card' && !tools.providerToken)
    return show(ctx, { text: t.checkoutRefused.not_sold, keyboard: backTo(t, data.buy) })
  const who = { telegramId: person.telegramId }
  const [offers, { subscription }] = await Promise.all([tools.backend.offers(who), tools.backend.getCredits(who)])
  const warning = choice.anyway ? undefined : warnOfRenewal(ctx, choice, offers, subscription)
  if (warning) return show(ctx, warning)
  try {
    const notice = await findNotice(ctx)
    const order = await tools.backend.createPayment({
      ...who,
      product: productId,
      method,
      ...(notice ? { agreement: notice.version } : {}),
    })
    const title = titleIn(order.title, person.language)
    const prices = [{ label: title, amount: order.amount }]
    const about = invoiceText(ctx, describe(ctx, offers, { productId, renews: order.renews }, subscription), notice)
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
    // It renews by the calendar, whatever is paid ahead.
    const inThirtyDays = new Date(Date.now() + thirtyDaysSeconds * 1000).toISOString()
    const ahead = subscription ? ` ${t.renewsAlready(inThirtyDays)}` : ''
    await show(ctx, { text: `**${title}**\n\n${about}${ahead}`, keyboard })
  } catch (error) {
    if (!(error instanceof BackendRefusal)) throw error
    if (error.code === 'already_subscribed')
      await show(ctx, { text: t.checkoutRefused.already_subscribed, keyboard: backTo(t, data.subscription) })
    else if (error.code === 'product_not_found')
      await show(ctx, { text: t.checkoutRefused.not_sold, keyboard: backTo(t, data.buy) })
    else throw error
  }
}

/** A person who buys days while a subscription renews hears before paying what will become of both. */
function warnOfRenewal(
  { t, person: { language } }: BotContext,
  { productId, method }: Choice,
  offers: Offers,
  current: Means['subscription'],
): Screen | undefined {
  const plan = offers.plans.find(({ id }) => id === productId)
  const price = method === 'card' ? plan?.priceCard : plan && { currency: 'XTR', amount: plan.priceStars }
  const renewal = renewalOf(current, { offers, language })
  if (!plan || !price || !renewal || (plan.renews && method === 'stars')) return undefined
  const keyboard = new InlineKeyboard()
    .text(
      t.buttons.buyAnyway(money(language, price)),
      method === 'card' ? data.cardAnyway(productId) : data.productAnyway(productId),
    )
    .row()
    .text(t.buttons.cancelRenewal, data.cancelRenewal)
    .row()
    .text(t.buttons.back, data.buy)
  const until = daysLater(renewal.paidUntil, plan.days)
  return {
    text: t.planWhileRenewing(titleIn(plan.title, language), renewal.plan, renewal.at, until),
    keyboard,
  }
}

function describe(
  { t, person: { language } }: BotContext,
  { packs, plans, models }: PricedOffers,
  { productId, renews }: { productId: string; renews: boolean },
  current: Means['subscription'],
): string {
  const pack = packs.find(({ id }) => id === productId)
  if (pack) return t.packAbout(pack.credits, worthOf(t, language, pack.credits, models))
  const plan = plans.find(({ id }) => id === productId)
  if (!plan) return ''
  const about = t.planAbout(plan.days, allowanceLine(t, language, plan, models), renews)
  return current ? `${about} ${t.daysBehind(daysLater(current.endsAt, plan.days))}` : about
}

function daysLater(moment: string, days: number): string {
  return new Date(Date.parse(moment) + days * 86_400_000).toISOString()
}
