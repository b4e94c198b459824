/** @import { MessageList } from './list.js' */
/** @import { MessageActs } from './message-acts.js' */
import { inside } from '../dom.js'

/** @type {Record<string, 'reply' | 'edit' | 'copy' | 'menu'>} */
const letters = { r: 'reply', к: 'reply', e: 'edit', у: 'edit', c: 'copy', с: 'copy', Enter: 'menu' }

/** Arrows walk over the messages; letters act on the one that has the focus. */
export class Walk {
  #scroller
  #list
  #acts

  /**
   * @param {HTMLElement} scroller
   * @param {{ list: MessageList, acts: MessageActs }} parts
   */
  constructor(scroller, { list, acts }) {
    this.#scroller = scroller
    this.#list = list
    this.#acts = acts
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement | null} row the one that has the focus; null when the list itself has it
   */
  keydown(event, row) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step) {
      event.preventDefault()
      return this.#step(step, row)
    }
    const message = row && this.#list.message(row.dataset.id)
    const wish = letters[event.key]
    if (!message || !wish || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (wish === 'menu') this.#acts.openMenu(message, inside(row, '.bubble, :scope > *').getBoundingClientRect())
    else this.#acts[wish](message)
  }

  /**
   * @param {1 | -1} step
   * @param {HTMLElement | null} row
   */
  #step(step, row) {
    const rows = /** @type {HTMLElement[]} */ ([...this.#scroller.querySelectorAll('.row:not(.draft)')])
    const next = row ? rows[rows.indexOf(row) + step] : rows.at(-1)
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
}
