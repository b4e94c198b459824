/** @import { Message } from '../types.ts' */
import { button } from '../dom.js'
import { words } from '../texts.js'

const shownAtOnce = 120

/** The messages of a long chat that have no row until the person asks for them. */
export class Earlier {
  #scroller
  #asked
  /** @type {Message[]} */
  #messages = []

  /**
   * @param {HTMLElement} scroller
   * @param {{ asked: () => void }} handlers
   */
  constructor(scroller, { asked }) {
    this.#scroller = scroller
    this.#asked = asked
  }

  /**
   * Keeps all but the last messages, and returns those.
   * @param {Message[]} all
   */
  keep(all) {
    this.#messages = [...all]
    return this.take()
  }

  /** The last of those that are kept; they are kept no more. */
  take() {
    return this.#messages.splice(beginOf(this.#messages))
  }

  /** @param {Message} message */
  change(message) {
    this.#messages = this.#messages.map((old) => (old.message_id === message.message_id ? message : old))
  }

  /** @param {number} id */
  remove(id) {
    this.#messages = this.#messages.filter(({ message_id }) => message_id !== id)
  }

  /** A button above the first row, as long as there are some. */
  offer() {
    this.#scroller.querySelector('.earlier')?.remove()
    if (this.#messages.length === 0) return
    this.#scroller.prepend(button({ class: 'earlier', on: { click: this.#asked } }, words().earlier))
  }
}

/**
 * Where the last messages begin that are shown at once; an album is not cut.
 * @param {Message[]} messages
 */
function beginOf(messages) {
  let begin = Math.max(0, messages.length - shownAtOnce)
  const groupAt = (/** @type {number} */ index) => messages[index]?.media_group_id
  while (begin > 0 && groupAt(begin) !== undefined && groupAt(begin) === groupAt(begin - 1)) begin -= 1
  return begin
}
