/** @import { MessageList } from './chat/list.js' */
/** @import { Session } from './session.js' */
/** @import { Message, UpdateRecord } from './types.ts' */

/**
 * Which of one's messages the bot has taken. The sandbox tells of every update when it comes into being and when it is
 * delivered; a message that is new here waits until its update says otherwise.
 */
export class Ticks {
  #session
  #list
  /** @type {Set<string>} */
  #waiting = new Set()
  /** @type {Set<string>} */
  #taken = new Set()

  /**
   * @param {Session} session
   * @param {MessageList} list
   */
  constructor(session, list) {
    this.#session = session
    this.#list = list
  }

  /** @param {Message} message */
  isTaken(message) {
    return !this.#waiting.has(keyOf(message))
  }

  /** @param {Message} message */
  posted(message) {
    if (message.from?.is_bot || 'without_bot' in message.chat || this.#taken.has(keyOf(message))) return
    this.#waiting.add(keyOf(message))
  }

  /** @param {UpdateRecord} record */
  told({ update: { message }, delivered }) {
    if (!message || message.from?.is_bot) return
    if (delivered) {
      this.#taken.add(keyOf(message))
      this.#waiting.delete(keyOf(message))
    } else this.#waiting.add(keyOf(message))
    if (message.chat.id === this.#session.where.chatId) this.#list.tick(message.message_id, Boolean(delivered))
  }
}

/** @param {Pick<Message, 'chat' | 'message_id'>} message */
const keyOf = ({ chat, message_id: id }) => `${chat.id}:${id}`
