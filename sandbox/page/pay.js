import * as api from './api.js'
import { alertBox, copy, sheet, tell } from './dialogs.js'
import { button, el } from './dom.js'
import { icon, stars } from './icons.js'
import { price } from './price.js'
import { locale, words } from './texts.js'

const topUp = 1000

/** The pay sheet: what, how much, from which balance; then the bot is asked, and the sheet says what came of it. */
export async function openPaySheet(person, what) {
  const offer = await api.invoice(person.id, what).catch(tell)
  if (!offer) return
  const body = el('div', { class: 'pay' })
  showOffer()
  await sheet(offer.subscriptionPeriod ? words().subscribe : words().purchase, body)

  function showOffer() {
    const isStars = offer.currency === 'XTR'
    const missing = isStars ? offer.amount - offer.stars : 0
    body.replaceChildren(
      goods(),
      el('h3', {}, offer.title),
      offer.description && el('p', {}, offer.description),
      offer.subscriptionPeriod ? el('p', { class: 'quiet' }, words().everyMonth) : '',
      isStars ? balance() : el('p', { class: 'balance' }, words().playCard),
      ...(missing > 0 ? [tooFew(missing)] : []),
      payButton(missing > 0),
    )
  }

  function balance() {
    return el('p', { class: 'balance' }, `${words().balance} `, stars(offer.stars, locale()))
  }

  function tooFew(missing) {
    const enough = Math.ceil(missing / topUp) * topUp
    async function add() {
      offer.stars = (await api.addStars(person.id, enough)).stars
      showOffer()
      body.querySelector('.filled').focus()
    }
    return el(
      'div',
      { class: 'too-few', role: 'alert' },
      el('span', {}, `${words().missing} `, stars(missing, locale())),
      button({ class: 'tonal', on: { click: () => add().catch(tell) } }, `${words().add} `, stars(enough, locale())),
    )
  }

  function payButton(disabled) {
    return button(
      { class: 'filled wide', disabled, on: { click: confirm } },
      `${offer.subscriptionPeriod ? words().subscribeFor : words().payNow} `,
      price(offer.amount, offer.currency),
    )
  }

  async function confirm({ currentTarget: key }) {
    key.disabled = true
    key.setAttribute('aria-busy', 'true')
    try {
      const outcome = await api.pay(person.id, what)
      body.replaceChildren(...(outcome.paid ? success() : refusal(outcome.error)))
    } catch (error) {
      body.replaceChildren(...refusal(error.message))
    }
    // The question at the top has had its answer.
    body.closest('dialog').querySelector('h2').textContent = ''
    body.querySelector('[data-close]').focus()
  }

  function goods() {
    return el('div', { class: 'goods' }, icon('star', 'gold'))
  }

  function success() {
    return [
      el('div', { class: 'goods done' }, icon('check')),
      el('h3', { role: 'status' }, words().thanks),
      el('p', {}, offer.title, ' · ', price(offer.amount, offer.currency)),
      button({ class: 'filled wide', data: { close: '' } }, words().done),
    ]
  }

  function refusal(sentence) {
    return [
      el('div', { class: 'goods failed' }, icon('close')),
      el('h3', { role: 'alert' }, words().notPaid),
      el('p', {}, sentence),
      button({ class: 'filled wide', data: { close: '' } }, words().understood),
    ]
  }
}

/** What a payment leaves behind: its number is what a person tells when something is wrong. */
export function openReceipt({ successful_payment, refunded_payment, date }) {
  const payment = successful_payment ?? refunded_payment
  if (!payment) return alertBox(words().unknownKind)
  const charge = payment.telegram_payment_charge_id
  const copyCharge = button({ class: 'tonal', on: { click: () => copy(charge) } }, icon('copy'), words().copy)
  const until = payment.subscription_expiration_date
  return sheet(
    words().receipt,
    el(
      'dl',
      { class: 'receipt' },
      el('dt', {}, successful_payment ? words().paid : words().refunded),
      el('dd', {}, price(payment.total_amount, payment.currency)),
      el('dt', {}, words().when),
      el('dd', {}, new Date(date * 1000).toLocaleString(locale())),
      ...(until
        ? [el('dt', {}, words().paidUntil), el('dd', {}, new Date(until * 1000).toLocaleDateString(locale()))]
        : []),
      el('dt', {}, words().charge),
      el('dd', {}, el('code', { class: 'charge' }, charge)),
    ),
    copyCharge,
  )
}
