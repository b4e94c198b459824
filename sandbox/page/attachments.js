import * as api from './api.js'
import { button, byId, el, inside } from './dom.js'
import { words } from './texts.js'

/** @typedef {{ attach: (kind: string, body?: object) => unknown, chosen: (files: File[], asFiles: boolean) => void, round: (file: File) => unknown }} Handlers */

/** What can be sent with one press, by how the person API is asked for it.
 * @type {[name: keyof ReturnType<typeof words>['examplesOf'], kind: string, body?: object][]} */
const examples = [
  ['photo', 'photo'],
  ['album', 'album'],
  ['voice', 'voice'],
  ['audio', 'audio'],
  ['document', 'document'],
  ['report', 'document', { example: 'report' }],
  ['scan', 'document', { example: 'scan' }],
]

/** The list of what can be sent besides text. */
export class Attachments {
  #handlers
  #list = byId('attachments')
  #key = byId('attach')

  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.#handlers = handlers
    this.#key.addEventListener('click', () => (this.isOpen() ? this.close() : this.#open()))
  }

  isOpen() {
    return !this.#list.hidden
  }

  close() {
    this.#show(false)
  }

  #open() {
    const { chosen, round, attach } = this.#handlers
    const { picks, signs, attachments, examplesOf } = words()
    const pick = (/** @type {string} */ accept, /** @type {(files: File[]) => void} */ then, multiple = true) =>
      pickFiles(accept, multiple).then(then)
    this.#list.replaceChildren(
      this.#item(signs.photo, picks.media, () => pick('image/*,video/*,audio/*', (files) => chosen(files, false))),
      this.#item(signs.document, picks.file, () => pick('', (files) => chosen(files, true))),
      this.#item(signs.video_note, attachments.video_note, () =>
        pick('video/*', ([file]) => file && round(file), false),
      ),
      button({ on: { click: () => this.#offerStickers() } }, signOf(signs.sticker), attachments.sticker),
      this.#item(signs.location, attachments.location, () => attach('location')),
      el('p', { class: 'offer-title' }, words().examples),
      ...examples.map(([name, kind, body]) => this.#item(signs[name], examplesOf[name], () => attach(kind, body))),
    )
    this.#show(true)
    inside(this.#list, 'button').focus()
  }

  /**
   * @param {string} sign
   * @param {string} name
   * @param {() => unknown} act
   */
  #item(sign, name, act) {
    const choose = () => {
      this.close()
      act()
    }
    return button({ on: { click: choose } }, signOf(sign), name)
  }

  async #offerStickers() {
    const stickers = Object.entries(await api.stickers().catch(() => ({})))
    const keys = stickers.map(([name, emoji]) => {
      const send = () => {
        this.close()
        this.#handlers.attach('sticker', { sticker: name })
      }
      return button(
        { class: 'sticker-key', 'aria-label': emoji, on: { click: send } },
        el('img', { src: `stickers/${name}.svg`, alt: '' }),
      )
    })
    if (keys.length === 0) return this.close()
    this.#list.replaceChildren(el('div', { class: 'sticker-keys' }, keys))
    keys[0].focus()
  }

  /** @param {boolean} isOpen */
  #show(isOpen) {
    this.#list.hidden = !isOpen
    this.#key.setAttribute('aria-expanded', String(isOpen))
  }
}

const signOf = (/** @type {string} */ sign) => el('span', { class: 'emoji' }, sign)

/**
 * Asks the person for files of theirs; none when they think better of it.
 * @param {string} accept
 * @param {boolean} multiple
 * @returns {Promise<File[]>}
 */
function pickFiles(accept, multiple) {
  const input = el('input', { type: 'file', accept: accept || false, multiple })
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
