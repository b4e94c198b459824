/** @import { Message } from './types.ts' */
import { summaryOf } from './chat/contents.js'
import { byId } from './dom.js'
import { icon } from './icons.js'
import { words } from './texts.js'

/** What the next text is about: a message that it replies to, or one that it changes. The line above the text says it. */
export class About {
  /** @type {{ kind: 'reply' | 'edit', message: Message } | undefined} */
  #about

  /** @param {{ closed: () => void }} handlers */
  constructor({ closed }) {
    byId('about-close').addEventListener('click', closed)
  }

  isSet() {
    return this.#about !== undefined
  }

  /** The message that is being changed. */
  edited() {
    return this.#about?.kind === 'edit' ? this.#about.message : undefined
  }

  /** The message that is being answered. */
  answered() {
    return this.#about?.kind === 'reply' ? this.#about.message : undefined
  }

  placeholder() {
    return this.#about?.message.force_reply?.input_field_placeholder
  }

  /**
   * @param {'reply' | 'edit'} kind
   * @param {Message} message
   */
  set(kind, message) {
    this.#about = { kind, message }
    byId('about-bar').hidden = false
    byId('about-sign').replaceChildren(icon(kind))
    byId('about-whose').textContent = kind === 'edit' ? words().editing : (message.from?.first_name ?? '')
    byId('about-text').textContent = summaryOf(message)
  }

  clear() {
    this.#about = undefined
    byId('about-bar').hidden = true
  }
}
