/** @import { InvoiceOf, Message, Offer, Person } from './types.ts' */
import * as api from './api.js'
import { alertBox, copy, sheet, tell } from './dialogs.js'
import { button, el, inside } from './dom.js'
import { icon, stars } from './icons.js'
import { price } from './price.js'
import { locale, words } from './texts.js'

const topUp = 1000

/**
 * The pay sheet: what, how much, from which balance; then the bot is asked, and the sheet says what came of it.
 * @param {Person} person
 * @param {InvoiceOf} what
 */
export async function openPaySheet(person, what) {
  const offer = await api.invoice(person.id, what).catch(tell)
  if (offer) await new PaySheet(person, what, offer).open()
}

class PaySheet {
  #person
  #what
  #offer
  #body = el('div', { class: 'pay' })

  /**
   * @param {Person} person
   * @param {InvoiceOf} what
   * @param {Offer} offer
   */
  constructor(person, what, offer) {
    this.#person = person
    this.#what = what
    this.#offer = offer
  }

  open() {
    this.#showOffer()
    return sheet(this.#offer.subscriptionPeriod ? words().subscribe : words().purchase, this.#body)
  }

  #showOffer() {
    const { title, description, currency, amount, stars: owned, subscriptionPeriod } = this.#offer
    const isStars = currency === 'XTR'
    const missing = isStars ? Math.max(0, amount - owned) : 0
    this.#body.replaceChildren(
      goods('', 'star', 'gold'),
      el('h3', {}, title),
      description ? el('p', {}, description) : '',
      subscriptionPeriod ? el('p', { class: 'quiet' }, words().everyMonth) : '',
      el('p', { class: 'balance' }, isStars ? [`${words().balance} `, stars(owned, locale())] : words().playCard),
      ...(missing > 0 ? [this.#tooFew(missing)] : []),
      this.#payButton(missing > 0),
    )
  }

  /** @param {number} missing */
  #tooFew(missing) {
    const enough = Math.ceil(missing / topUp) * topUp
    const click = () => this.#add(enough).catch(tell)
    return el(
      'div',
      { class: 'too-few', role: 'alert' },
      el('span', {}, `${words().missing} `, stars(missing, locale())),
      button({ class: 'tonal', on: { click } }, `${words().add} `, stars(enough, locale())),
    )
  }

  /** @param {number} amount */
  async #add(amount) {
    this.#offer.stars = (await api.addStars(this.#person.id, amount)).stars
    this.#showOffer()
    inside(this.#body, '.filled').focus()
  }

  /** @param {boolean} disabled */
  #payButton(disabled) {
    const { amount, currency, subscriptionPeriod } = this.#offer
    const key = button(
      { class: 'filled wide', disabled, on: { click: () => this.#pay(key) } },
      `${subscriptionPeriod ? words().subscribeFor : words().payNow} `,
      price(amount, currency),
    )
    return key
  }

  /** @param {HTMLButtonElement} key */
  async #pay(key) {
    key.disabled = true
    key.setAttribute('aria-busy', 'true')
    try {
      const outcome = await api.pay(this.#person.id, this.#what)
      this.#body.replaceChildren(...(outcome.paid ? success(this.#offer) : refusal(outcome.error)))
    } catch (error) {
      this.#body.replaceChildren(...refusal(/** @type {Error} */ (error).message))
    }
    // The question at the top has had its answer.
    const dialog = this.#body.closest('dialog')
    if (dialog) inside(dialog, 'h2').textContent = ''
    inside(this.#body, '[data-close]').focus()
  }
}

/**
 * @param {string} outcome
 * @param {string} sign
 * @param {string} [colour]
 */
const goods = (outcome, sign, colour) => el('div', { class: `goods ${outcome}`.trim() }, icon(sign, colour))

/** @param {Offer} offer */
function success({ title, amount, currency }) {
  return [
    goods('done', 'check'),
    el('h3', { role: 'status' }, words().thanks),
    el('p', {}, title, ' · ', price(amount, currency)),
    button({ class: 'filled wide', data: { close: '' } }, words().done),
  ]
}

/** @param {string} sentence */
function refusal(sentence) {
  return [
    goods('failed', 'close'),
    el('h3', { role: 'alert' }, words().notPaid),
    el('p', {}, sentence),
    button({ class: 'filled wide', data: { close: '' } }, words().understood),
  ]
}

/**
 * What a payment leaves behind: its number is what a person tells when something is wrong.
 * @param {Message} message
 */
export function openReceipt({ successful_payment: paid, refunded_payment: refunded, date }) {
  const payment = paid ?? refunded
  if (!payment) return alertBox(words().unknownKind)
  const charge = payment.telegram_payment_charge_id
  const copyCharge = button({ class: 'tonal', on: { click: () => copy(charge) } }, icon('copy'), words().copy)
  const until = paid?.subscription_expiration_date
  return sheet(
    words().receipt,
    el(
      'dl',
      { class: 'receipt' },
      el('dt', {}, paid ? words().paid : words().refunded),
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
