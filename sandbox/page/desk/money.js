/** @import { Session } from '../session.js' */
/** @import { Subscription } from '../types.ts' */
import * as api from '../api.js'
import { offerDemo } from '../demo-data.js'
import { ask, tell, toast } from '../dialogs.js'
import { button, byId, el } from '../dom.js'
import { icon } from '../icons.js'
import { price } from '../price.js'
import { words } from '../texts.js'

const day = 86_400

/** Subscriptions of the person, and time that passes for all of them. */
export class Money {
  #session
  #emptied

  /**
   * @param {Session} session
   * @param {{ emptied: () => void }} handlers
   */
  constructor(session, { emptied }) {
    this.#session = session
    this.#emptied = emptied
    byId('reset').addEventListener('click', () => this.#reset().catch(tell))
  }

  translate() {
    const keys = [1, 7, 30].map((days) =>
      button({ class: 'tonal', on: { click: () => this.#pass(days).catch(tell) } }, words().later(days)),
    )
    const hour = button({ class: 'tonal', on: { click: () => this.#passHour().catch(tell) } }, words().hourLater)
    byId('time-keys').replaceChildren(hour, ...keys)
    byId('demo-key').replaceChildren()
    offerDemo(byId('demo-key'))
    byId('reset').replaceChildren(icon('trash'), words().reset)
    this.refresh()
  }

  async refresh() {
    if (!this.#session.isReady) return
    const all = await api.subscriptions(this.#session.person.id).catch(() => [])
    byId('subscriptions').replaceChildren(
      ...(all.length > 0
        ? all.toReversed().map((one) => card(one, one.over ? [] : this.#keysOf(one)))
        : [el('li', { class: 'none' }, words().noSubscriptions)]),
    )
  }

  /** @param {Subscription} subscription */
  #keysOf({ chargeId, canceledBy, failsNext }) {
    const { id } = this.#session.person
    const change = () => this.#afterwards(api.changeSubscription(id, chargeId, !canceledBy))
    const fail = () => this.#afterwards(api.renewalFails(chargeId))
    const changeKey = button(
      { class: 'small-key', disabled: canceledBy === 'bot', on: { click: change } },
      canceledBy ? words().resume : words().cancel,
    )
    if (canceledBy) return [changeKey]
    return [changeKey, button({ class: 'small-key', disabled: failsNext, on: { click: fail } }, words().letFail)]
  }

  /** @param {Promise<unknown>} done */
  #afterwards(done) {
    return done.then(() => this.refresh()).catch(tell)
  }

  /** @param {number} days */
  async #pass(days) {
    const { renewed, failed, ended } = await api.daysLater(days)
    toast(words().passed(days, renewed.length, failed, ended))
    await this.refresh()
  }

  async #passHour() {
    await api.hourLater()
    toast(words().hourPassed)
    await this.refresh()
  }

  async #reset() {
    const sure = await ask(words().reset, [el('p', {}, words().resetMeans)], words().reset)
    if (!sure) return
    await api.reset()
    this.#emptied()
  }
}

/**
 * @param {Subscription} subscription
 * @param {HTMLElement[]} keys
 */
function card(subscription, keys) {
  const { over, invoice } = subscription
  return el(
    'li',
    { class: over ? 'over' : '' },
    el('div', { class: 'subscription-head' }, el('b', {}, invoice.title), price(invoice.amount, invoice.currency)),
    el('p', { class: 'quiet' }, stateOf(subscription)),
    keys.length > 0 && el('div', { class: 'row-of-keys' }, keys),
  )
}

/** @param {Subscription} subscription */
function stateOf({ over, canceledBy, failsNext, dueIn }) {
  const inDays = Math.max(0, Math.ceil(dueIn / day))
  if (over) return words().over
  if (canceledBy) return words().canceled(inDays)
  return failsNext ? words().failsNext(inDays) : words().renewsIn(inDays)
}
