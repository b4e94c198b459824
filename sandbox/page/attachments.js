import { button, byId, el, inside } from './dom.js'
import { words } from './texts.js'

/** What can be sent besides text: a stand-in of each kind. */
export class Attachments {
  #attach
  #list = byId('attachments')
  #key = byId('attach')

  /** @param {{ attach: (kind: string) => unknown }} handlers */
  constructor({ attach }) {
    this.#attach = attach
    this.#key.addEventListener('click', () => (this.isOpen() ? this.close() : this.#open()))
  }

  isOpen() {
    return !this.#list.hidden
  }

  close() {
    this.#show(false)
  }

  #open() {
    this.#list.replaceChildren(
      ...Object.entries(words().attachments).map(([kind, name]) =>
        button({ on: { click: () => this.#choose(kind) } }, el('span', { class: 'emoji' }, words().signs[kind]), name),
      ),
    )
    this.#show(true)
    inside(this.#list, 'button').focus()
  }

  /** @param {string} kind */
  #choose(kind) {
    this.close()
    this.#attach(kind)
  }

  /** @param {boolean} isOpen */
  #show(isOpen) {
    this.#list.hidden = !isOpen
    this.#key.setAttribute('aria-expanded', String(isOpen))
  }
}
