/** @import { Draft } from '../types.ts' */
import { morph } from '../morph.js'
import { measureQuotes } from './measure-quotes.js'
import { renderDraft } from './message.js'

/** Messages being written, below all others; one that is not renewed in time goes away. */
export class Drafts {
  #scroller
  #changed
  /** @type {Map<number, HTMLElement>} */
  #rows = new Map()
  #timer = 0

  /**
   * @param {HTMLElement} scroller
   * @param {{ changed: () => void }} handlers
   */
  constructor(scroller, { changed }) {
    this.#scroller = scroller
    this.#changed = changed
  }

  /** @param {Draft[]} drafts */
  show(drafts) {
    this.#dropLater(drafts)
    for (const [id, row] of this.#rows)
      if (!drafts.some(({ draftId }) => draftId === id)) {
        row.remove()
        this.#rows.delete(id)
      }
    for (const draft of drafts) this.#put(draft)
    this.#changed()
  }

  /** The row above which a message stands. */
  first() {
    return this.#rows.values().next().value
  }

  /** A finished message takes the place of its draft, so that no eye sees it jump. */
  take() {
    const [id, row] = this.#rows.entries().next().value ?? []
    if (id !== undefined) this.#rows.delete(id)
    return row
  }

  /** The rows are no longer in the list. */
  clear() {
    this.#rows.clear()
  }

  /** @param {Draft[]} drafts */
  #dropLater(drafts) {
    clearTimeout(this.#timer)
    if (drafts.length === 0) return
    const soonest = Math.min(...drafts.map(({ until }) => until))
    this.#timer = setTimeout(
      () => this.show(drafts.filter(({ until }) => until > Date.now())),
      soonest - Date.now() + 50,
    )
  }

  /** @param {Draft} draft */
  #put(draft) {
    const next = renderDraft(draft)
    const known = this.#rows.get(draft.draftId)
    const row = known ? morph(known, next) : this.#scroller.appendChild(next)
    this.#rows.set(draft.draftId, row)
    measureQuotes(row)
  }
}
