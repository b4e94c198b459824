/** @import { Change, ListedChat } from './types.ts' */
import { summaryOf } from './chat/contents.js'

/** The chats of the person, with the last message of each and how many are unread. */
export class KnownChats {
  /** @type {ListedChat[]} */
  #chats = []
  /** @type {Map<string, number>} messages that have come while another chat was open */
  #unread = new Map()

  all() {
    return this.#chats
  }

  /** @param {number} chatId */
  find(chatId) {
    return this.#chats.find(({ chat }) => chat.id === chatId)
  }

  /** @param {number} chatId @param {number} [threadId] */
  unread(chatId, threadId) {
    return this.#unread.get(keyOf(chatId, threadId)) ?? 0
  }

  /** @param {ListedChat[]} chats */
  set(chats) {
    this.#chats = chats
  }

  /** @param {number} chatId @param {number} threadId */
  read(chatId, threadId) {
    this.#unread.delete(keyOf(chatId, threadId))
  }

  readAll() {
    this.#unread.clear()
  }

  /**
   * Returns whether the list looks different now.
   * @param {ListedChat} listed
   * @param {Extract<Change, { type: 'message' | 'edited' }>} change
   * @param {boolean} isOpen
   */
  follow(listed, { type, chatId, message }, isOpen) {
    if (type === 'edited' && listed.last?.message_id !== message.message_id) return false
    listed.last = message
    const threadId = message.message_thread_id
    if (type === 'message' && !isOpen) this.#unread.set(keyOf(chatId, threadId), this.unread(chatId, threadId) + 1)
    return true
  }
}

const keyOf = (/** @type {number} */ chatId, threadId = 0) => `${chatId}:${threadId}`

/** @param {ListedChat} listed */
export const lastLine = ({ last }) => (last ? summaryOf(last).replaceAll(/\s+/g, ' ').slice(0, 120) : '')
