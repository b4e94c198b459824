import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { findDocuments } from '#modules/users/agreement.ts'
import { paymentsEndpoints } from '#modules/payments/contract.ts'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { meansReply } from '#modules/charging/replies.ts'
import { serve } from '#platform/http/serve.ts'
import { approveCheckout } from './approve-checkout.ts'
import { openInvoice } from './open-invoice.ts'
import { recordPayment } from './record-payment.ts'
import { restoreOrder } from './restore-order.ts'
import { changeRenewal, recordRenewalEnded } from './renewals.ts'

interface PaymentContext {
  sql: Sql
  catalogs: Pick<LiveCatalog, 'present'>
  settings: Pick<LiveSettings, 'documents' | 'present'>
  config: { paymentSecrets: readonly string[] }
}

/** From the offer to the money, and what Telegram says of subscriptions. */
export async function paymentRoutes(app: FastifyInstance, context: PaymentContext): Promise<void> {
  serve(app, paymentsEndpoints.createPayment, (input) => createPayment(context, input))
  serve(app, paymentsEndpoints.checkPayment, (input) => checkPayment(context, input))
  serve(app, paymentsEndpoints.completePayment, (input) => completePayment(context, input))
  serve(app, paymentsEndpoints.renewalEnded, (input) => endRenewal(context, input))
  serve(app, paymentsEndpoints.updateSubscription, (input) => updateSubscription(context, input))
}

type Input<Name extends keyof typeof paymentsEndpoints> = HandlerInput<(typeof paymentsEndpoints)[Name]>

async function createPayment(
  { sql, catalogs, settings, config }: PaymentContext,
  { telegramId, product, method, gift, agreement }: Input<'createPayment'>,
) {
  const documents = agreement === undefined ? undefined : findDocuments(settings.documents(), agreement)
  const invoice = await openInvoice(sql, catalogs.present(), {
    telegramId,
    productId: product,
    method,
    gift,
    agreed: documents && { agreement: documents.agreement, versions: documents.versions },
    secret: config.paymentSecrets[0]!,
  })
  if ('refused' in invoice) throw new Refusal(invoice.refused)
  return {
    payload: invoice.payload,
    title: invoice.product.title,
    currency: invoice.currency,
    amount: invoice.amount,
    renews: method === 'stars' && invoice.product.kind === 'plan' && invoice.product.renews,
    expiresAt: invoice.expiresAt.toISOString(),
  }
}

async function checkPayment(
  { sql, catalogs, config }: PaymentContext,
  { telegramId, invoicePayload, currency, amount }: Input<'checkPayment'>,
) {
  const outcome = await approveCheckout(
    sql,
    { catalog: catalogs.present(), secrets: config.paymentSecrets },
    { telegramId, payload: invoicePayload, currency, amount },
  )
  if ('refused' in outcome) return { approved: false as const, reason: outcome.refused }
  return { approved: true as const }
}

async function completePayment(context: PaymentContext, input: Input<'completePayment'>) {
  const { sql, config } = context
  await restoreOrder(sql, config.paymentSecrets, input.invoicePayload)
  const completed = await recordPayment(sql, {
    telegramId: input.telegramId,
    payload: input.invoicePayload,
    currency: input.currency,
    amount: input.amount,
    chargeId: input.telegramPaymentChargeId,
    providerChargeId: input.providerPaymentChargeId,
    recurring: input.recurring,
    subscriptionExpiresAt: input.subscriptionExpiresAt ? new Date(input.subscriptionExpiresAt) : undefined,
  })
  if ('refused' in completed) throw new Refusal(completed.refused)
  const { transactionId: _, paidUntil, ...shown } = completed
  return {
    ...shown,
    paidUntil: paidUntil?.toISOString() ?? null,
    left: await meansOf(context, input.telegramId),
  }
}

async function endRenewal({ sql }: PaymentContext, { telegramId, chargeId }: Input<'renewalEnded'>) {
  // The bot that has ended it says so in its thanks for the payment.
  await recordRenewalEnded(sql, { telegramId, chargeId, tell: false })
  return {}
}

async function updateSubscription(
  context: PaymentContext,
  { telegramId, invoicePayload, state }: Input<'updateSubscription'>,
) {
  const { sql } = context
  if (!(await changeRenewal(sql, { telegramId, payload: invoicePayload, state })))
    throw new Refusal('subscription_not_found')
  return meansOf(context, telegramId)
}

function meansOf({ sql, catalogs, settings }: PaymentContext, telegramId: number) {
  return meansReply({ sql, catalog: catalogs.present(), freeLimits: settings.present().freeLimits }, telegramId)
}
