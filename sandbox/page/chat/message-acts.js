/** @import { Composer } from '../composer.js' */
/** @import { Session } from '../session.js' */
/** @import { Message } from '../types.ts' */
import { copy, menu, sheet } from '../dialogs.js'
import { json } from '../json.js'
import { words } from '../texts.js'
import { summaryOf } from './contents.js'

/** What can be done with one message: by its menu, by a letter, by a double click. */
export class MessageActs {
  #session
  #composer

  /**
   * @param {Session} session
   * @param {Composer} composer
   */
  constructor(session, composer) {
    this.#session = session
    this.#composer = composer
  }

  /** @param {Message} message */
  reply(message) {
    this.#composer.reply(message)
  }

  /** @param {Message} message */
  edit(message) {
    if (this.#isOwnWords(message)) this.#composer.edit(message)
  }

  /** @param {Message} message */
  copy(message) {
    copy(summaryOf(message))
  }

  /**
   * @param {Message | undefined} message
   * @param {{ x: number, y: number }} point
   */
  openMenu(message, point) {
    // Some phones tell of a long touch in two ways.
    if (!message || document.querySelector('.popup')) return
    const edit = { name: words().edit, sign: 'edit', act: () => this.edit(message) }
    menu(point, [
      { name: words().reply, sign: 'reply', act: () => this.reply(message) },
      ...(this.#isOwnWords(message) ? [edit] : []),
      { name: words().copyText, sign: 'copy', act: () => this.copy(message) },
      { name: 'JSON', sign: 'code', act: () => sheet(`JSON · ${message.message_id}`, json(message)) },
    ])
  }

  /** @param {Message} message */
  #isOwnWords(message) {
    return message.from?.id === this.#session.person.id && (message.text ?? message.caption) !== undefined
  }
}
