/** @import { Side, Trouble } from '../types.ts' */
import * as api from '../api.js'
import { tell } from '../dialogs.js'
import { button, byId, el } from '../dom.js'
import { icon } from '../icons.js'
import { words } from '../texts.js'
import { faultFields, faultOf } from './fault-form.js'

const refreshMs = 2000
/** @type {Side[]} */
const sides = ['telegram', 'model']

/** Faults on demand, for Telegram and for the model, and what of them is still to come. */
export class Faults {
  /** @param {{ isShown: () => boolean }} handlers */
  constructor({ isShown }) {
    for (const whose of sides)
      formOf(whose).addEventListener('submit', (event) => {
        event.preventDefault()
        this.#make(whose).catch(tell)
      })
    // What is still to come is also told at the button that opens the desk.
    setInterval(() => (isShown() || hasFaults()) && this.refresh(), refreshMs)
  }

  translate() {
    for (const whose of sides) formOf(whose).replaceChildren(...faultFields(whose))
    this.refresh()
  }

  async refresh() {
    const all = await api.trouble().catch(() => undefined)
    if (!all) return
    const items = sides.flatMap((whose) => all[whose].map((trouble) => itemOf(whose, trouble)))
    byId('faults-now').replaceChildren(...(items.length > 0 ? this.#toCome(items) : [noFaults()]))
    byId('desk-toggle').classList.toggle('has-faults', items.length > 0)
  }

  /** @param {HTMLElement[]} items */
  #toCome(items) {
    const clear = () =>
      api
        .clearFaults()
        .then(() => this.refresh())
        .catch(tell)
    return [el('ul', {}, items), button({ class: 'tonal', on: { click: clear } }, icon('sun'), words().clearFaults)]
  }

  /** @param {Side} whose */
  async #make(whose) {
    await api.makeTrouble(whose, faultOf(whose, new FormData(formOf(whose))))
    await this.refresh()
  }
}

/** @param {Side} whose */
const formOf = (whose) => /** @type {HTMLFormElement} */ (byId(`faults-${whose}`))

const hasFaults = () => byId('desk-toggle').classList.contains('has-faults')

const noFaults = () => el('p', { class: 'no-faults' }, icon('sun'), words().noFaults)

/**
 * @param {Side} whose
 * @param {Trouble} trouble
 */
function itemOf(whose, { kind, method, times, retryAfter, status, ms }) {
  const amount = retryAfter ? `${retryAfter} ${words().seconds}` : (status ?? (ms ? `${ms} ${words().ms}` : ''))
  const about = [words().whose[whose], words().trouble[whose][kind], amount, method === '*' ? '' : method]
  return el(
    'li',
    {},
    icon('cloud'),
    el('span', {}, about.filter(Boolean).join(' · ')),
    el('b', {}, times ? words().timesLeft(times) : words().untilCleared),
  )
}
