import { GrammyError } from 'grammy'
import type { BotContext } from '#bot-kit/context.ts'
import { doAfterwards } from '#bot-kit/middlewares/afterwards.ts'
import { say } from '#bot-kit/screen.ts'
import { money } from '#texts/money.ts'
import { BackendRefusal, type CompletedPayment } from '#bot-kit/backend-client.ts'
import { Feature } from '#bot-kit/feature.ts'
import { program } from '#platform/http/actor.ts'
import { sayGift } from '#bot-kit/gift-link.ts'
import { sayAndAnswerWaiting } from '#modules/questions/bot/waiting.ts'

/** What Telegram says about money. It comes before every limit: the person who has paid is never turned away. */
export const payment = new Feature()

payment.on('pre_checkout_query', async (ctx) => {
  const { currency, total_amount: amount, invoice_payload } = ctx.preCheckoutQuery
  const outcome = await ctx.tools.backend.checkPayment(
    { telegramId: ctx.person.telegramId, invoicePayload: invoice_payload, currency, amount },
    { updateId: ctx.update.update_id },
  )
  const answering = outcome.approved
    ? ctx.answerPreCheckoutQuery(true)
    : ctx.answerPreCheckoutQuery(false, ctx.t.checkoutRefused[outcome.reason])
  await answering.catch((error: unknown) => {
    if (!isTooLate(error)) throw error
    ctx.log.warn(
      { err: error },
      'The checkout is over: Telegram has an answer already, or has told the person that it failed',
    )
  })
})

/** The answer to a checkout is awaited no more, so trying again would change nothing. */
function isTooLate(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    error.error_code === 400 &&
    /query is too old|query ID is invalid/i.test(error.description)
  )
}

payment.on('message:successful_payment', doAfterwards, async (ctx) => {
  const { t, person, tools } = ctx
  const paid = ctx.message.successful_payment
  const recurring = paid.is_first_recurring ? 'first' : paid.is_recurring ? 'renewal' : null
  const completed = await tools.backend.completePayment(
    {
      telegramId: person.telegramId,
      invoicePayload: paid.invoice_payload,
      currency: paid.currency,
      amount: paid.total_amount,
      telegramPaymentChargeId: paid.telegram_payment_charge_id,
      providerPaymentChargeId: paid.provider_payment_charge_id,
      recurring,
      ...(paid.subscription_expiration_date
        ? { subscription_expires_at: new Date(paid.subscription_expiration_date * 1000).toISOString() }
        : {}),
    },
    { updateId: ctx.update.update_id },
  )
  // By paying they may have agreed to the documents.
  ctx.refresh()
  if (completed.gift) return sayGift(ctx, completed.gift)
  const lines = [whatWasBought(ctx, completed)]
  if (completed.doubled) {
    const ended = completed.doubled.ended || (await endAtTelegram(ctx, paid.telegram_payment_charge_id))
    lines.push(t.renewalDoubled(ended))
  }
  if (completed.kind === 'extra') lines.push(completed.foreign ? t.paidForAnother : t.paidAgain)
  await sayAndAnswerWaiting(ctx, lines.join('\n\n'))
})

function whatWasBought({ t, tools }: BotContext, { kind, credits, paidUntil: until, left }: CompletedPayment): string {
  if (kind === 'unmatched') return [t.paidUnmatched, t.contact(tools.settings.supportContact())].join(' ')
  if (credits > 0) return t.paidCredits(credits, left.credits)
  return until ? t.paidUntil(until, kind === 'renewal') : ''
}

/** Tried once here, so that the person hears of it at once; what fails is the worker's, until it is certain. */
async function endAtTelegram(ctx: BotContext, chargeId: string): Promise<boolean> {
  const { person, tools } = ctx
  try {
    await tools.bareApi.editUserStarSubscription(person.telegramId, chargeId, true)
    await tools.backend.renewalEnded({ telegramId: person.telegramId, chargeId: chargeId })
    return true
  } catch (error) {
    ctx.log.warn({ err: error, chargeId }, 'The renewal could not be ended yet; the worker goes on trying')
    return false
  }
}

payment.on('message:refunded_payment', async (ctx) => {
  const {
    telegram_payment_charge_id: telegramPaymentChargeId,
    currency,
    total_amount: amount,
  } = ctx.message.refunded_payment
  const { t, tools, person } = ctx
  try {
    await tools.backend.as(program).refundPayment({
      telegramPaymentChargeId,
      reason: 'told by Telegram',
      refunded: true,
    })
  } catch (error) {
    // Money that was never on our books: Telegram's list will show it when it is compared.
    if (!(error instanceof BackendRefusal && error.code === 'payment_not_found')) throw error
  }
  await say(ctx, t.refunded(money(person.language, { currency, amount })))
})

payment.on('subscription', async (ctx) => {
  const { invoice_payload: invoicePayload, state } = ctx.update.subscription
  const { t, person, tools } = ctx
  try {
    const { subscription } = await tools.backend.updateSubscription({
      telegramId: person.telegramId,
      invoicePayload,
      state,
    })
    if (subscription) await ctx.api.sendMessage(person.telegramId, t.renewal[state](subscription.endsAt))
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'subscription_not_found')) throw error
    // No repetition makes it known, and the person's payments wait behind it.
    ctx.log.warn({ payload: invoicePayload, state }, 'Telegram speaks of a subscription that is not on our books')
  }
})
