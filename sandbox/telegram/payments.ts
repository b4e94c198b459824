import type { Message, StarTransaction, Update } from 'grammy/types'
import { BotApiError } from './error.ts'
import type { Invoice, Person, StarSubscription } from './state.ts'
import { chatOf, describePerson, personOf, postAsBot, postAsPerson, type Telegram } from './telegram.ts'

/** So long a bot may think about a checkout; then the person is told that the payment failed. */
const checkoutLimitMs = 10_000
const pollMs = 20
export const periodSeconds = 2_592_000

export type Paid = { paid: true; charge_id: string } | { paid: false; error: string }

/** A person pays an invoice: the bot is asked first, then Stars move, then it is told. */
export async function pay(telegram: Telegram, person: Person, invoice: Invoice): Promise<Paid> {
  const id = telegram.ids.next()
  const begun = Date.now()
  const checkout = { answer: null as { ok: boolean; error?: string } | null, createdAt: telegram.clock.now() }
  telegram.checkouts.set(id, checkout)
  const { currency, amount: total_amount, payload: invoice_payload } = invoice
  telegram.updates.push({
    pre_checkout_query: { id, from: describePerson(person), currency, total_amount, invoice_payload },
  })
  while (!checkout.answer && Date.now() - begun < checkoutLimitMs)
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  if (!checkout.answer) return { paid: false, error: 'The bot did not answer in time' }
  if (!checkout.answer.ok) return { paid: false, error: checkout.answer.error ?? 'The bot refused' }
  if (invoice.currency === 'XTR' && person.stars < invoice.amount) return { paid: false, error: 'Not enough Stars' }
  const chargeId = take(telegram, person, invoice)
  if (invoice.subscriptionPeriod) begin(telegram, person, invoice, chargeId)
  tell(
    telegram,
    person,
    invoice,
    chargeId,
    invoice.subscriptionPeriod ? { is_recurring: true, is_first_recurring: true } : {},
  )
  return { paid: true, charge_id: chargeId }
}

/** @throws BotApiError as Telegram would */
export function refund(telegram: Telegram, personId: number, chargeId: string): void {
  const payment = telegram.state.starTransactions.find(({ id, source }) => id === chargeId && source)
  const person = personOf(telegram, personId)
  if (!payment || !person || payer(payment) !== personId) throw new BotApiError(400, 'Bad Request: CHARGE_NOT_FOUND')
  if (telegram.state.starTransactions.some(({ id, receiver }) => id === chargeId && receiver))
    throw new BotApiError(400, 'Bad Request: CHARGE_ALREADY_REFUNDED')
  person.stars += payment.amount
  const { invoice_payload = '' } = payment.source as { invoice_payload?: string }
  telegram.state.starTransactions.push({
    id: chargeId,
    amount: payment.amount,
    date: telegram.clock.seconds(),
    receiver: { type: 'user', transaction_type: 'invoice_payment', user: describePerson(person) },
  })
  const message = postAsBot(telegram, chatOf(telegram, personId)!, {
    refunded_payment: {
      currency: 'XTR',
      total_amount: payment.amount,
      invoice_payload,
      telegram_payment_charge_id: chargeId,
    },
  })
  telegram.updates.push({ message } as Omit<Update, 'update_id'>)
}

/** The person or the bot cancels or resumes; the bot hears of what the person did. */
export function changeSubscription(
  telegram: Telegram,
  subscription: StarSubscription,
  canceled: boolean,
  by: 'person' | 'bot',
): void {
  subscription.canceledBy = canceled ? by : null
  telegram.state.save()
  if (by === 'person') tellState(telegram, subscription, canceled ? 'canceled' : 'active')
}

/** Time passes for subscriptions: each that falls due is renewed, or fails, or ends. */
export function passTime(telegram: Telegram, seconds: number): { renewed: string[]; failed: number; ended: number } {
  const outcome = { renewed: [] as string[], failed: 0, ended: 0 }
  for (const subscription of telegram.state.starSubscriptions) {
    subscription.dueIn -= seconds
    if (subscription.over || subscription.dueIn > 0) continue
    const person = personOf(telegram, subscription.personId)!
    if (subscription.canceledBy) {
      subscription.over = true
      outcome.ended += 1
    } else if (subscription.failsNext || person.stars < subscription.invoice.amount) {
      subscription.over = true
      outcome.failed += 1
      tellState(telegram, subscription, 'failed')
    } else {
      subscription.dueIn += periodSeconds
      const chargeId = take(telegram, person, subscription.invoice)
      tell(telegram, person, subscription.invoice, chargeId, { is_recurring: true })
      outcome.renewed.push(chargeId)
    }
  }
  telegram.state.save()
  return outcome
}

function take({ state, ids, clock }: Telegram, person: Person, invoice: Invoice): string {
  const chargeId = `stx${ids.next()}${ids.next()}`
  // A play card has no limit, and its money is no concern of the Stars.
  if (invoice.currency !== 'XTR') return chargeId
  person.stars -= invoice.amount
  const source = {
    type: 'user',
    transaction_type: 'invoice_payment',
    user: describePerson(person),
    invoice_payload: invoice.payload,
    ...(invoice.subscriptionPeriod ? { subscription_period: invoice.subscriptionPeriod } : {}),
  }
  state.starTransactions.push({
    id: chargeId,
    amount: invoice.amount,
    date: clock.seconds(),
    source,
  } as StarTransaction)
  state.save()
  return chargeId
}

function begin({ state }: Telegram, person: Person, invoice: Invoice, chargeId: string) {
  state.starSubscriptions.push({
    chargeId,
    personId: person.id,
    invoice,
    dueIn: periodSeconds,
    canceledBy: null,
    failsNext: false,
    over: false,
  })
}

function tell(telegram: Telegram, person: Person, invoice: Invoice, chargeId: string, recurring: object): Message {
  return postAsPerson(telegram, person, chatOf(telegram, person.id)!, {
    successful_payment: {
      currency: invoice.currency,
      total_amount: invoice.amount,
      invoice_payload: invoice.payload,
      telegram_payment_charge_id: chargeId,
      provider_payment_charge_id: '',
      ...('is_recurring' in recurring
        ? { subscription_expiration_date: telegram.clock.seconds() + periodSeconds }
        : {}),
      ...recurring,
    },
  })
}

function tellState(telegram: Telegram, subscription: StarSubscription, state: 'canceled' | 'active' | 'failed') {
  const user = describePerson(personOf(telegram, subscription.personId)!)
  telegram.updates.push({
    subscription: { user, invoice_payload: subscription.invoice.payload, state },
  })
}

function payer({ source }: StarTransaction): number | undefined {
  return source?.type === 'user' ? source.user.id : undefined
}
