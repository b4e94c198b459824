import * as api from '../api.js'
import { price } from '../price.js'
import { ask, tell, toast } from '../dialogs.js'
import { button, byId, el } from '../dom.js'
import { icon } from '../icons.js'
import { words } from '../texts.js'

const day = 86_400

/** Subscriptions of the person, and time that passes for all of them. */
export function createMoney(session, { emptied }) {
  async function refresh() {
    if (!session.person) return
    const all = await api.subscriptions(session.person.id).catch(() => [])
    byId('subscriptions').replaceChildren(
      ...(all.length > 0 ? all.toReversed().map(card) : [el('li', { class: 'none' }, words().noSubscriptions)]),
    )
  }

  function card(one) {
    return el(
      'li',
      { class: one.over ? 'over' : '' },
      el(
        'div',
        { class: 'subscription-head' },
        el('b', {}, one.invoice.title),
        price(one.invoice.amount, one.invoice.currency),
      ),
      el('p', { class: 'quiet' }, stateOf(one)),
      !one.over && el('div', { class: 'row-of-keys' }, keysOf(one)),
    )
  }

  function stateOf({ over, canceledBy, failsNext, dueIn }) {
    const inDays = Math.max(0, Math.ceil(dueIn / day))
    if (over) return words().over
    if (canceledBy) return words().canceled(inDays)
    return failsNext ? words().failsNext(inDays) : words().renewsIn(inDays)
  }

  function keysOf({ chargeId, canceledBy, failsNext }) {
    const change = () => api.changeSubscription(session.person.id, chargeId, !canceledBy).then(refresh).catch(tell)
    const fail = () => api.renewalFails(chargeId).then(refresh).catch(tell)
    return [
      button(
        { class: 'small-key', disabled: canceledBy === 'bot', on: { click: change } },
        canceledBy ? words().resume : words().cancel,
      ),
      !canceledBy && button({ class: 'small-key', disabled: failsNext, on: { click: fail } }, words().letFail),
    ]
  }

  async function pass(days) {
    const { renewed, failed, ended } = await api.daysLater(days)
    toast(words().passed(days, renewed.length, failed, ended))
    await refresh()
  }

  async function reset() {
    const sure = await ask(words().reset, [el('p', {}, words().resetMeans)], words().reset)
    if (!sure) return
    await api.reset()
    emptied()
  }

  function translate() {
    byId('time-keys').replaceChildren(
      ...[1, 7, 30].map((days) =>
        button({ class: 'tonal', on: { click: () => pass(days).catch(tell) } }, words().later(days)),
      ),
    )
    byId('reset').replaceChildren(icon('trash'), words().reset)
    refresh()
  }

  byId('reset').addEventListener('click', () => reset().catch(tell))
  return { refresh, translate }
}
