import { toast } from '../dialogs.js'
import { inside } from '../dom.js'
import { words } from '../texts.js'

/** Plays one voice message or song at a time. */
export class Player {
  #sound = new Audio()
  /** @type {HTMLElement | undefined} the key that was pressed */
  #key

  constructor() {
    for (const type of ['play', 'pause', 'ended', 'timeupdate']) this.#sound.addEventListener(type, () => this.#show())
    this.#sound.addEventListener('error', () => {
      toast(words().fileGone)
      this.#show()
    })
  }

  /** @param {HTMLElement} key */
  toggle(key) {
    if (this.#key === key && !this.#sound.paused) return this.#sound.pause()
    if (this.#key !== key) {
      this.#sound.pause()
      this.#show()
      this.#key = key
      this.#sound.src = key.dataset.src ?? ''
    }
    // What it cannot play it tells as an error.
    this.#sound.play().catch(() => undefined)
  }

  #show() {
    if (!this.#key) return
    const { paused, ended, currentTime, duration } = this.#sound
    const isPlaying = !paused && !ended
    this.#key.classList.toggle('playing', isPlaying)
    this.#key.setAttribute('aria-label', isPlaying ? words().pause : words().play)
    const heights = inside(this.#key.parentElement ?? document, '.bars').children
    const played = ended || !duration ? 0 : (currentTime / duration) * heights.length
    for (const [index, bar] of [...heights].entries()) bar.classList.toggle('played', index < played)
  }
}
