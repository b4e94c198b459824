/** @import { Message } from '../types.ts' */
import { el } from '../dom.js'
import { dayOf } from '../texts.js'

/** Messages of one person within so many seconds stand together. */
const togetherSeconds = 300

/** Who stands first and last among neighbours, and where a day begins. */
export class Arrangement {
  /** @type {Map<string, HTMLElement>} */
  #days = new Map()

  /** @param {{ message: Message, row: HTMLElement }[]} shown in the order of the chat */
  show(shown) {
    const used = new Set()
    for (const [index, { message, row }] of shown.entries()) {
      const day = dayOf(message.date)
      if (!used.has(day)) this.#placeDay(day, row)
      used.add(day)
      row.classList.toggle('first', !together(shown[index - 1]?.message, message))
      row.classList.toggle('last', !together(message, shown[index + 1]?.message))
    }
    for (const [day, node] of this.#days)
      if (!used.has(day)) {
        node.remove()
        this.#days.delete(day)
      }
  }

  clear() {
    this.#days.clear()
  }

  /**
   * @param {string} day
   * @param {HTMLElement} row
   */
  #placeDay(day, row) {
    const node = this.#days.get(day) ?? el('div', { class: 'day' }, el('span', {}, day))
    this.#days.set(day, node)
    if (row.previousElementSibling !== node) row.before(node)
  }
}

/**
 * @param {Message | undefined} a
 * @param {Message | undefined} b
 */
function together(a, b) {
  if (!a || !b || isService(a) || isService(b)) return false
  return a.from?.id === b.from?.id && b.date - a.date < togetherSeconds && dayOf(a.date) === dayOf(b.date)
}

/** @param {Message} message */
const isService = (message) =>
  'successful_payment' in message || 'refunded_payment' in message || 'forum_topic_created' in message
