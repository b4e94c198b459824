const nearEnd = 60

/** Keeps the list at its end for as long as the person is there, and counts what comes when they are not. */
export class ListEnd {
  #scroller
  #onUnread
  #unread = 0
  #isThere = true
  /** On the way to the end, which the person has not left. */
  #isLed = false

  /**
   * @param {HTMLElement} scroller
   * @param {(unread: number, isAway: boolean) => void} onUnread
   */
  constructor(scroller, onUnread) {
    this.#scroller = scroller
    this.#onUnread = onUnread
    scroller.addEventListener('scroll', () => this.#scrolled())
    scroller.addEventListener('scrollend', () => (this.#isLed = false))
    new ResizeObserver(() => this.stay()).observe(scroller)
  }

  get isThere() {
    return this.#isThere
  }

  stay() {
    if (this.#isThere) this.#scroller.scrollTop = this.#scroller.scrollHeight
  }

  /** @param {ScrollBehavior} [behavior] */
  go(behavior = 'instant') {
    this.#isThere = true
    this.#isLed = behavior === 'smooth'
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior })
    this.#count(0)
  }

  /** A message has come that the person may not see. */
  added() {
    if (!this.#isThere) this.#count(this.#unread + 1)
  }

  #scrolled() {
    if (this.#isLed) return
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller
    this.#isThere = scrollHeight - scrollTop - clientHeight < nearEnd
    this.#count(this.#isThere ? 0 : this.#unread)
  }

  /** @param {number} unread */
  #count(unread) {
    this.#unread = unread
    this.#onUnread(unread, !this.#isThere)
  }
}
