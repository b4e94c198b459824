import { byId } from '../dom.js'
import { keep, kept } from '../keep.js'

/** @typedef {'log' | 'faults' | 'money'} Tab */

const wide = matchMedia('(min-width: 1180px)')
/** On a phone the desk covers the chat. */
const narrow = matchMedia('(max-width: 779px)')
/** @type {Tab[]} */
const tabs = ['log', 'faults', 'money']

/** The desk beside the chat: unfolded where there is room for it, and as it was left otherwise. */
export class Desk {
  #shown
  #isOpen = kept('desk', wide.matches) && wide.matches
  #tab = kept('desk-tab', /** @type {Tab} */ ('log'))

  /** @param {{ shown: (tab: Tab) => void }} handlers */
  constructor({ shown }) {
    this.#shown = shown
    byId('desk-toggle').addEventListener('click', () => this.toggle())
    byId('desk-close').addEventListener('click', () => this.toggle(false))
    for (const name of tabs) byId(`tab-${name}`).addEventListener('click', () => this.#select(name))
    byId('desk-tabs').addEventListener('keydown', (event) => this.#keydown(event))
    narrow.addEventListener('change', () => this.#show())
    this.#show()
  }

  isOpen() {
    return this.#isOpen
  }

  covers() {
    return this.#isOpen && !wide.matches
  }

  tab() {
    return this.#tab
  }

  toggle(open = !this.#isOpen) {
    this.#isOpen = open
    // On a phone the desk covers the chat: that it was open there is not worth remembering.
    if (wide.matches) keep('desk', this.#isOpen)
    this.#show()
    byId(this.#isOpen ? `tab-${this.#tab}` : 'desk-toggle').focus()
  }

  /** @param {Tab} name */
  #select(name) {
    this.#tab = name
    keep('desk-tab', name)
    this.#show()
  }

  /** @param {KeyboardEvent} event */
  #keydown({ key }) {
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
    if (!step) return
    this.#select(tabs[(tabs.indexOf(this.#tab) + step + tabs.length) % tabs.length])
    byId(`tab-${this.#tab}`).focus()
  }

  #show() {
    byId('app').classList.toggle('with-desk', this.#isOpen)
    byId('desk').inert = !this.#isOpen
    byId('chat').inert = this.#isOpen && narrow.matches
    byId('desk-toggle').setAttribute('aria-expanded', String(this.#isOpen))
    for (const name of tabs) {
      byId(`tab-${name}`).setAttribute('aria-selected', String(name === this.#tab))
      byId(`tab-${name}`).tabIndex = name === this.#tab ? 0 : -1
      byId(`panel-${name}`).hidden = name !== this.#tab
    }
    if (this.#isOpen) this.#shown(this.#tab)
  }
}
