import { z } from 'zod'
import { writableChat } from '#sandbox/bot-api/chats.ts'
import { type Method, method } from '#sandbox/bot-api/method.ts'
import { flag, integer, parsed, sending } from '#sandbox/bot-api/parameters.ts'
import { BotApiError } from '#sandbox/telegram/error.ts'
import { changeSubscription, periodSeconds, refund } from '#sandbox/telegram/payments.ts'
import type { Invoice } from '#sandbox/telegram/state.ts'
import { callbackLifeMs, personOf, postAsBot } from '#sandbox/telegram/telegram.ts'

const mostStarsOfSubscription = 10_000
const bytes = (least: number, most: number, complaint: string) =>
  z
    .string({ error: complaint })
    .refine((text) => Buffer.byteLength(text) >= least && Buffer.byteLength(text) <= most, complaint)
const letters = (most: number, complaint: string) =>
  z.string({ error: complaint }).min(1, complaint).max(most, complaint)

const invoice = {
  title: letters(32, 'Bad Request: INVOICE_TITLE_INVALID'),
  description: letters(255, 'Bad Request: INVOICE_DESCRIPTION_INVALID'),
  payload: bytes(1, 128, 'Bad Request: INVOICE_PAYLOAD_INVALID'),
  provider_token: z.string().optional(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Bad Request: CURRENCY_INVALID'),
  prices: parsed(
    z
      .array(z.looseObject({ label: z.string().min(1), amount: z.int().positive() }))
      .min(1, 'Bad Request: PRICES_INVALID'),
  ),
}

/** Invoices, checkouts, Stars and subscriptions. */
export const payments: Record<string, Method> = {
  sendInvoice: method({ ...sending, ...invoice, start_parameter: z.string().optional() }, (p, { telegram }) => {
    const chat = writableChat(telegram, p.chat_id)
    const keyboard = p.reply_markup && 'inline_keyboard' in p.reply_markup ? p.reply_markup.inline_keyboard : undefined
    if (p.reply_markup && !('pay' in (keyboard?.[0]?.[0] ?? {})))
      throw new BotApiError(400, 'Bad Request: the first button must be a Pay button')
    const offer = checkInvoice(p)
    const speaks = personOf(telegram, chat.id)?.language_code
    const pay = { text: `${speaks?.startsWith('ru') ? 'Заплатить' : 'Pay'} ${priceOf(offer, speaks)}`, pay: true }
    const message = postAsBot(
      telegram,
      chat,
      {
        invoice: {
          title: p.title,
          description: p.description,
          start_parameter: p.start_parameter ?? '',
          currency: p.currency,
          total_amount: offer.amount,
        },
        reply_markup: p.reply_markup ?? { inline_keyboard: [[pay]] },
      },
      { threadId: p.message_thread_id },
    )
    telegram.state.invoices[`${chat.id}:${message.message_id}`] = offer
    telegram.state.save()
    return message
  }),

  createInvoiceLink: method({ ...invoice, subscription_period: integer.optional() }, (p, { telegram }) => {
    if (p.subscription_period !== undefined && p.currency !== 'XTR')
      throw new BotApiError(400, 'Bad Request: CURRENCY_INVALID')
    if (p.subscription_period !== undefined && p.subscription_period !== periodSeconds)
      throw new BotApiError(400, 'Bad Request: SUBSCRIPTION_PERIOD_INVALID')
    const offer = checkInvoice(p)
    if (p.subscription_period !== undefined && offer.amount > mostStarsOfSubscription)
      throw new BotApiError(400, 'Bad Request: STARS_INVOICE_INVALID')
    const link = `https://t.me/$${telegram.ids.next()}`
    telegram.state.invoices[link] = {
      ...offer,
      ...(p.subscription_period ? { subscriptionPeriod: p.subscription_period } : {}),
    }
    telegram.state.save()
    return link
  }),

  answerPreCheckoutQuery: method(
    { pre_checkout_query_id: z.string(), ok: flag, error_message: z.string().optional() },
    (p, { telegram }) => {
      const checkout = telegram.checkouts.get(p.pre_checkout_query_id)
      if (!checkout || checkout.answer || telegram.clock.now() - checkout.createdAt > callbackLifeMs)
        throw new BotApiError(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid')
      if (!p.ok && !p.error_message) throw new BotApiError(400, 'Bad Request: error_message must be specified')
      checkout.answer = { ok: p.ok, ...(p.error_message ? { error: p.error_message } : {}) }
      return true
    },
  ),

  refundStarPayment: method({ user_id: integer, telegram_payment_charge_id: z.string() }, (p, { telegram }) => {
    refund(telegram, p.user_id, p.telegram_payment_charge_id)
    return true
  }),

  editUserStarSubscription: method(
    { user_id: integer, telegram_payment_charge_id: z.string(), is_canceled: flag },
    (p, { telegram }) => {
      const found = telegram.state.starSubscriptions.find(
        ({ chargeId, personId }) => chargeId === p.telegram_payment_charge_id && personId === p.user_id,
      )
      if (!found || found.over) throw new BotApiError(400, 'Bad Request: CHARGE_ID_INVALID')
      changeSubscription(telegram, found, p.is_canceled, 'bot')
      return true
    },
  ),

  getStarTransactions: method(
    { offset: integer.optional(), limit: parsed(z.int().min(1).max(100)).optional() },
    (p, { telegram }) => {
      const from = p.offset ?? 0
      return { transactions: telegram.state.starTransactions.slice(from, from + (p.limit ?? 100)) }
    },
  ),

  getMyStarBalance: method({}, (_p, { telegram }) => ({
    amount: telegram.state.starTransactions.reduce((sum, { amount, source }) => sum + (source ? amount : -amount), 0),
  })),
}

/** Stars know one price and no provider; other currencies need one. @throws BotApiError as Telegram would */
function checkInvoice(p: {
  title: string
  description: string
  payload: string
  currency: string
  provider_token?: string | undefined
  prices: { amount: number }[]
}): Invoice {
  if (p.currency === 'XTR' && p.provider_token) throw new BotApiError(400, 'Bad Request: PAYMENT_PROVIDER_INVALID')
  if (p.currency === 'XTR' && p.prices.length !== 1) throw new BotApiError(400, 'Bad Request: STARS_INVOICE_INVALID')
  if (p.currency !== 'XTR' && !p.provider_token) throw new BotApiError(400, 'Bad Request: PAYMENT_PROVIDER_INVALID')
  const amount = p.prices.reduce((sum, price) => sum + price.amount, 0)
  return { title: p.title, description: p.description, payload: p.payload, currency: p.currency, amount }
}

/** As the person's app writes it: whole Stars, or money of which the amount is the smallest unit. */
function priceOf({ amount, currency }: Invoice, language = 'en'): string {
  if (currency === 'XTR') return `⭐️${amount}`
  const format = new Intl.NumberFormat(language, { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
