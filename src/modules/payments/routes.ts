import type { FastifyInstance } from 'fastify'
import type { Context } from '#programs/backend/context.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { meansReply } from '#modules/replies.ts'
import { serve } from '#platform/http/serve.ts'
import { approveCheckout } from './approve-checkout.ts'
import { openInvoice } from './open-invoice.ts'
import { recordPayment } from './record-payment.ts'
import { restoreOrder } from './restore-order.ts'
import { changeRenewal, recordRenewalEnded } from './renewals.ts'

/** From the offer to the money, and what Telegram says of subscriptions. */
export async function paymentRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const { sql, catalog, config } = context

  serve(app, 'createPayment', async ({ telegram_id, product, method }) => {
    const invoice = await openInvoice(sql, catalog, {
      telegramId: telegram_id,
      productId: product,
      method,
      secret: config.paymentSecrets[0]!,
    })
    if ('refused' in invoice) throw new Refusal(invoice.refused)
    return {
      payload: invoice.payload,
      title: invoice.product.title,
      currency: invoice.currency,
      amount: invoice.amount,
      renews: method === 'stars' && invoice.product.kind === 'plan' && invoice.product.renews,
      expires_at: invoice.expiresAt.toISOString(),
    }
  })

  serve(app, 'checkPayment', async ({ telegram_id, invoice_payload, currency, amount }) => {
    const outcome = await approveCheckout(sql, catalog, {
      telegramId: telegram_id,
      payload: invoice_payload,
      currency,
      amount,
    })
    return 'refused' in outcome ? { approved: false, reason: outcome.refused } : { approved: true }
  })

  serve(app, 'completePayment', async (input) => {
    await restoreOrder(sql, config.paymentSecrets, input.invoice_payload)
    const completed = await recordPayment(sql, {
      telegramId: input.telegram_id,
      payload: input.invoice_payload,
      currency: input.currency,
      amount: input.amount,
      chargeId: input.telegram_payment_charge_id,
      providerChargeId: input.provider_payment_charge_id,
      recurring: input.recurring,
      subscriptionExpiresAt: input.subscription_expires_at ? new Date(input.subscription_expires_at) : undefined,
    })
    if ('refused' in completed) throw new Refusal(completed.refused)
    const { transactionId: _, paidUntil, ...shown } = completed
    return {
      ...shown,
      paid_until: paidUntil?.toISOString() ?? null,
      left: await meansReply(context, input.telegram_id),
    }
  })

  serve(app, 'renewalEnded', async ({ telegram_id, charge_id }) => {
    await recordRenewalEnded(sql, { telegramId: telegram_id, chargeId: charge_id })
    return {}
  })

  serve(app, 'updateSubscription', async ({ telegram_id, invoice_payload, state }) => {
    if (!(await changeRenewal(sql, { telegramId: telegram_id, payload: invoice_payload, state })))
      throw new Refusal('subscription_not_found')
    return meansReply(context, telegram_id)
  })
}
