/** @import { Entry } from './entry.js' */
import { button, byId, closest, el, inside } from '../dom.js'
import { words } from '../texts.js'

/** @typedef {'all' | 'calls' | 'updates' | 'errors' | 'faults'} FilterName */

/** @type {Record<FilterName, (entry: Entry) => boolean>} */
const filters = {
  all: () => true,
  calls: ({ kind }) => kind === 'call',
  updates: ({ kind }) => kind === 'update',
  errors: ({ isError }) => isError,
  faults: ({ unknown }) => unknown.length > 0,
}
const names = /** @type {FilterName[]} */ (Object.keys(filters))

/** Which entries of the log are shown: of one kind, and with the words that are searched for. */
export class LogFilter {
  #chips = byId('log-filters')
  #search = /** @type {HTMLInputElement} */ (byId('log-search'))
  /** @type {FilterName} */
  #name = 'all'

  /** @param {{ changed: () => void }} handlers */
  constructor({ changed }) {
    this.#chips.addEventListener('click', (event) => {
      const chip = closest(event, '[data-filter]')
      if (!chip) return
      this.#choose(filterOf(chip))
      changed()
    })
    this.#search.addEventListener('input', () => changed())
  }

  /** @param {Entry} entry */
  matches(entry) {
    if (!filters[this.#name](entry)) return false
    const wanted = this.#search.value.trim().toLowerCase()
    if (wanted === '') return true
    return `${entry.name} ${entry.summary()} ${JSON.stringify(entry.parts)}`.toLowerCase().includes(wanted)
  }

  /** @param {Entry[]} entries */
  count(entries) {
    for (const chip of this.#all()) {
      const name = filterOf(chip)
      const count = entries.filter(filters[name]).length
      inside(chip, 'i').textContent = count > 0 ? String(count) : ''
      chip.classList.toggle('warning', count > 0 && ['errors', 'faults'].includes(name))
    }
    byId('desk-toggle').classList.toggle('fault', entries.some(filters.faults))
  }

  translate() {
    this.#chips.replaceChildren(...names.map((name) => chipOf(name, name === this.#name)))
  }

  /** @param {FilterName} name */
  #choose(name) {
    this.#name = name
    for (const chip of this.#all()) chip.setAttribute('aria-pressed', String(filterOf(chip) === name))
  }

  #all() {
    return /** @type {HTMLElement[]} */ ([...this.#chips.children])
  }
}

/** @param {HTMLElement} chip */
const filterOf = (chip) => /** @type {FilterName} */ (chip.dataset.filter)

/**
 * @param {FilterName} name
 * @param {boolean} isChosen
 */
const chipOf = (name, isChosen) =>
  button(
    { class: 'chip', 'aria-pressed': String(isChosen), data: { filter: name }, title: words().filterHints[name] },
    words().filters[name],
    el('i'),
  )
