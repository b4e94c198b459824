import { sizeOf } from '../chat/media.js'
import { button, byId, el, inside } from '../dom.js'
import { icon } from '../icons.js'
import { words } from '../texts.js'
import { isPhoto } from './outgoing.js'

/** The files that the next message will have. */
export class Tray {
  #node = byId('tray')
  #changed
  /** @type {{ file: File, url: string | undefined }[]} */
  #held = []
  #asFiles = false

  /** @param {{ changed: () => void }} handlers */
  constructor({ changed }) {
    this.#changed = changed
  }

  isEmpty() {
    return this.#held.length === 0
  }

  /**
   * @param {Iterable<File>} files
   * @param {{ asFiles?: boolean }} [how]
   */
  add(files, { asFiles = false } = {}) {
    for (const file of files) this.#held.push({ file, url: isPhoto(file.type) ? URL.createObjectURL(file) : undefined })
    this.#asFiles = asFiles
    this.#show()
  }

  /** What is in it, and then no longer is. */
  take() {
    const taken = { files: this.#held.map(({ file }) => file), asFiles: this.#asFiles }
    this.clear()
    return taken
  }

  clear() {
    for (const { url } of this.#held) if (url) URL.revokeObjectURL(url)
    this.#held = []
    this.#show()
  }

  /** @param {number} index */
  #remove(index) {
    const [{ url }] = this.#held.splice(index, 1)
    if (url) URL.revokeObjectURL(url)
    this.#show()
    if (!this.isEmpty()) inside(this.#node, 'button').focus()
  }

  #show() {
    const things = this.#held.map(({ file, url }, index) =>
      el(
        'li',
        { class: url ? 'thumb' : 'chip' },
        url ? el('img', { src: url, alt: file.name }) : [icon('file'), el('b', {}, file.name), sizeOf(file.size)],
        button(
          { class: 'remove', 'aria-label': words().remove(file.name), on: { click: () => this.#remove(index) } },
          icon('close'),
        ),
      ),
    )
    this.#node.replaceChildren(el('ul', {}, things), ...this.#choice())
    this.#node.hidden = this.isEmpty()
    this.#changed()
  }

  /** Pictures may go as files, which are not made smaller. */
  #choice() {
    if (!this.#held.some(({ url }) => url)) return []
    const box = el('input', { type: 'checkbox', checked: this.#asFiles })
    box.addEventListener('change', () => (this.#asFiles = box.checked))
    return [el('label', { class: 'choice' }, box, words().asFiles)]
  }
}
