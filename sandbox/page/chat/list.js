/** @import { Draft, Look, Message } from '../types.ts' */
import { closest } from '../dom.js'
import { morph } from '../morph.js'
import { Albums } from './albums.js'
import { Arrangement } from './arrange.js'
import { Drafts } from './drafts.js'
import { Earlier } from './earlier.js'
import { ListEnd } from './list-end.js'
import { measureQuotes } from './measure-quotes.js'
import { renderMessage, ticks } from './message.js'
import { keepTabStops } from './tab-stops.js'

/** The messages of the open chat. A row is made once and then changed in place. */
export class MessageList {
  #scroller
  #end
  #drafts
  #earlier
  #arrangement = new Arrangement()
  #albums = new Albums()
  /** @type {Map<number, Message>} */
  #messages = new Map()
  /** By the first message that they show, in the order of the chat.
   * @type {Map<number, HTMLElement>} */
  #rows = new Map()
  /** @type {Look | undefined} */
  #look

  /**
   * @param {HTMLElement} scroller
   * @param {{ onUnread: (unread: number, isAway: boolean) => void }} handlers
   */
  constructor(scroller, { onUnread }) {
    this.#scroller = scroller
    this.#end = new ListEnd(scroller, onUnread)
    this.#drafts = new Drafts(scroller, { changed: () => this.#end.stay() })
    this.#earlier = new Earlier(scroller, { asked: () => this.#showEarlier() })
    scroller.addEventListener('focusin', (event) => {
      const row = closest(event, '.row')
      if (row) keepTabStops(scroller, row)
    })
  }

  /** @param {number | string | undefined} id */
  message(id) {
    return this.#messages.get(Number(id))
  }

  /** @param {number | string | undefined} id */
  row(id) {
    return this.#rows.get(this.#albums.headOf(Number(id)))
  }

  all() {
    return [...this.#messages.values()]
  }

  /**
   * Shows another chat, or the same one read again.
   * @param {Message[]} all
   * @param {Draft[]} drafts
   * @param {Look} look
   * @param {HTMLElement} welcome what stands in a chat without messages
   */
  reset(all, drafts, look, welcome) {
    // The same chat read again, as after a lost connection, leaves the reader where they are.
    const stayAt = this.#look?.place === look.place && !this.#end.isThere ? this.#scroller.scrollTop : undefined
    this.#look = look
    this.#messages = new Map(all.map((message) => [message.message_id, message]))
    for (const known of [this.#rows, this.#drafts, this.#arrangement, this.#albums]) known.clear()
    const shown = this.#earlier.keep(all)
    this.#scroller.replaceChildren(...(all.length === 0 ? [welcome] : []))
    for (const message of shown) this.#place(message)
    this.#earlier.offer()
    this.#arrange()
    this.#drafts.show(drafts)
    keepTabStops(this.#scroller)
    for (const row of this.#rows.values()) measureQuotes(row)
    if (stayAt === undefined) this.#end.go()
    else this.#scroller.scrollTop = stayAt
  }

  /**
   * A new message, or one that has changed.
   * @param {Message} message
   */
  put(message) {
    const id = message.message_id
    const isNew = !this.#messages.has(id)
    this.#messages.set(id, message)
    if (!isNew && !this.row(id)) return this.#earlier.change(message)
    if (isNew) this.#scroller.querySelector('.welcome')?.remove()
    const row = this.#place(message)
    if (isNew) row.classList.add('new')
    this.#arrange()
    keepTabStops(this.#scroller)
    measureQuotes(row)
    if (isNew && message.from?.id === this.#look?.personId) this.#end.go()
    else if (isNew) this.#end.added()
    this.#end.stay()
  }

  /** @param {number} id */
  remove(id) {
    const row = this.row(id)
    const head = this.#albums.headOf(id)
    const rest = this.#albums.without(id)
    this.#messages.delete(id)
    this.#rows.delete(head)
    if (row && rest) this.#rows.set(rest.message_id, morph(row, this.#render(rest)))
    else row?.remove()
    this.#earlier.remove(id)
    this.#arrange()
    this.#end.stay()
  }

  /** @param {Draft[]} drafts */
  setDrafts(drafts) {
    this.#drafts.show(drafts)
  }

  /** @param {ScrollBehavior} [behavior] */
  toEnd(behavior) {
    this.#end.go(behavior)
  }

  /**
   * The bot has taken a message, or has it still to take.
   * @param {number} id
   * @param {boolean} isTaken
   */
  tick(id, isTaken) {
    this.row(id)?.querySelector('.ticks')?.replaceWith(ticks(isTaken))
  }

  /**
   * Makes the row of a message, or changes the one that it has.
   * @param {Message} message
   */
  #place(message) {
    const shown = this.#albums.joined(message)
    const id = shown.message_id
    const next = this.#render(shown)
    const known = this.#rows.get(id) ?? (message.from?.is_bot ? this.#drafts.take() : undefined)
    if (!known) {
      this.#rows.set(id, next)
      this.#scroller.insertBefore(next, this.#drafts.first() ?? null)
      return next
    }
    for (const name of ['first', 'last']) next.classList.toggle(name, known.classList.contains(name))
    const row = morph(known, next)
    this.#rows.set(id, row)
    return row
  }

  /** @param {Message} message */
  #render(message) {
    return renderMessage(message, /** @type {Look} */ (this.#look))
  }

  #arrange() {
    const ids = [...this.#rows.keys()].toSorted((a, b) => a - b)
    this.#arrangement.show(
      ids.map((id) => ({
        message: /** @type {Message} */ (this.#messages.get(id)),
        row: /** @type {HTMLElement} */ (this.#rows.get(id)),
      })),
    )
  }

  #showEarlier() {
    const fromEnd = this.#scroller.scrollHeight - this.#scroller.scrollTop
    const [firstRow] = this.#rows.values()
    const more = this.#earlier.take().map((message) => this.#albums.joined(message))
    // Of an album the last one has all of it.
    const whole = new Map(more.map((message) => [message.message_id, message]))
    const added = [...whole].map(([id, message]) => /** @type {const} */ ([id, this.#render(message)]))
    for (const [, row] of added) firstRow?.before(row)
    this.#rows = new Map([...added, ...this.#rows])
    this.#earlier.offer()
    this.#arrange()
    keepTabStops(this.#scroller)
    for (const [, row] of added) measureQuotes(row)
    this.#scroller.scrollTop = this.#scroller.scrollHeight - fromEnd
  }
}
