import { Composer, GrammyError } from 'grammy'
import type { BotContext } from '#bot/context.ts'
import { say } from '#bot/screen.ts'
import { BackendRefusal } from '#contract/client.ts'
import { mainMenu } from './menu.ts'

/** What Telegram says about money. It comes before every limit: whoever has paid is never turned away. */
export const payment = new Composer<BotContext>()

payment.on('pre_checkout_query', async (ctx) => {
  const { currency, total_amount: amount, invoice_payload } = ctx.preCheckoutQuery
  const outcome = await ctx.tools.backend.checkPayment(
    { telegram_id: ctx.person.telegram_id, invoice_payload, currency, amount },
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

/** Nobody waits for the answer to a checkout any more, so trying again would change nothing. */
function isTooLate(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    error.error_code === 400 &&
    /query is too old|query ID is invalid/i.test(error.description)
  )
}

payment.on('message:successful_payment', async (ctx) => {
  const { t, person, tools } = ctx
  const paid = ctx.message.successful_payment
  const recurring = paid.is_first_recurring ? 'first' : paid.is_recurring ? 'renewal' : null
  const completed = await tools.backend.completePayment(
    {
      telegram_id: person.telegram_id,
      invoice_payload: paid.invoice_payload,
      currency: paid.currency,
      amount: paid.total_amount,
      telegram_payment_charge_id: paid.telegram_payment_charge_id,
      provider_payment_charge_id: paid.provider_payment_charge_id,
      recurring,
      ...(paid.subscription_expiration_date
        ? { subscription_expires_at: new Date(paid.subscription_expiration_date * 1000).toISOString() }
        : {}),
    },
    { updateId: ctx.update.update_id },
  )
  const { credits, kind, left } = completed
  const doubled = recurring === 'first' && left.subscription?.charge_id !== paid.telegram_payment_charge_id
  // Nobody needs two subscriptions that renew: the second goes on giving its days, and ends with them.
  if (doubled) await ctx.api.editUserStarSubscription(person.telegram_id, paid.telegram_payment_charge_id, true)
  const until = left.subscription?.ends_at
  const gained =
    credits > 0 ? t.paidCredits(credits, left.credits) : until ? t.paidUntil(until, kind === 'renewal') : ''
  const text = kind === 'unmatched' ? `${t.paidUnmatched} ${t.contact(tools.supportContact)}` : gained
  await say(ctx, kind === 'extra' || doubled ? `${text}\n\n${t.paidAgain}` : text, mainMenu(t))
})

payment.on('message:refunded_payment', async (ctx) => {
  const { telegram_payment_charge_id, total_amount } = ctx.message.refunded_payment
  const { t, tools } = ctx
  try {
    await tools.backend.refundPayment({
      telegram_payment_charge_id,
      by: null,
      reason: 'told by Telegram',
      refunded: true,
    })
  } catch (error) {
    // Money that was never on our books: Telegram's list will show it when it is compared.
    if (!(error instanceof BackendRefusal && error.code === 'payment_not_found')) throw error
  }
  await say(ctx, t.refunded(total_amount))
})

payment.on('subscription', async (ctx) => {
  const { invoice_payload, state } = ctx.update.subscription
  const { t, person, tools } = ctx
  const means = await tools.backend.updateSubscription({ telegram_id: person.telegram_id, invoice_payload, state })
  const until = means.subscription?.ends_at
  if (!until) return
  const { text, entities } = { text: t.renewal[state](until), entities: [] }
  await ctx.api.sendMessage(person.telegram_id, text, { entities })
})
