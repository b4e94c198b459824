/** @import { Bot, Call, Change, ListedChat, OpenChat, Person, Place, UpdateRecord } from './types.ts' */
import * as api from './api.js'
import { KnownChats } from './known-chats.js'

/**
 * @typedef {{
 *   opened: (chat: OpenChat) => void,
 *   lost: () => void,
 *   changed: (change: Change) => void,
 *   listed: () => void,
 *   watching: { begin: () => void, call: (call: Call) => void, update: (update: UpdateRecord) => void },
 * }} Handlers
 */

/**
 * Who plays in this window, which chat is open, and what arrives. The address of the window says both, so that two windows
 * can be two people, and a reloaded one is where it was.
 */
export class Session {
  #handlers
  /** @type {Person | undefined} */
  #person
  /** @type {Bot | undefined} */
  #bot
  /** @type {Place} */
  #where = { chatId: 0, threadId: 0 }
  #chats = new KnownChats()
  #stopFollowing = () => {}
  /** Counts the readings of a chat: only the newest one is shown. */
  #readings = 0

  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.#handlers = handlers
  }

  /** Known after `enter`. */
  get person() {
    return /** @type {Person} */ (this.#person)
  }

  /** Known when a chat has been read. */
  get bot() {
    return /** @type {Bot} */ (this.#bot)
  }

  get isReady() {
    return this.#person !== undefined && this.#bot !== undefined
  }

  get where() {
    return this.#where
  }

  get chats() {
    return this.#chats
  }

  current() {
    return this.#chats.find(this.#where.chatId)
  }

  /**
   * Becomes this person.
   * @param {Person} person
   * @param {Partial<Place>} [wished]
   */
  enter(person, wished) {
    this.#stopFollowing()
    this.#person = person
    this.#where = { chatId: person.id, threadId: 0, ...wished }
    this.#chats.readAll()
    const { begin, call, update } = this.#handlers.watching
    this.#stopFollowing = api.followAll(person.id, {
      opened: () => {
        begin()
        return this.load()
      },
      lost: () => this.#disconnected(),
      change: (change) => this.#receive(change),
      call,
      update,
    })
  }

  /**
   * @param {number} chatId
   * @param {number} [threadId]
   */
  go(chatId, threadId = 0) {
    this.#where = { chatId, threadId }
    this.#chats.read(chatId, threadId)
    return this.load()
  }

  /** Reads the open chat anew. */
  async load() {
    const mine = (this.#readings += 1)
    try {
      await this.#list()
      if (!this.current()) this.#where = { chatId: this.person.id, threadId: 0 }
      const seen = await api.chat(this.person.id, this.#where.chatId)
      if (mine !== this.#readings) return
      this.#person = seen.person
      this.#bot = seen.bot
      history.replaceState(null, '', addressOf(seen.person.id, this.#where))
      this.#handlers.opened({
        ...seen,
        messages: seen.messages.filter((message) => this.#isHere(message.message_thread_id)),
        drafts: seen.drafts.filter((draft) => this.#isHere(draft.threadId)),
      })
    } catch {
      if (mine === this.#readings) await this.#disconnected()
    }
  }

  /** The server is away, or it is another one that has never heard of this person: then everything begins anew. */
  async #disconnected() {
    this.#handlers.lost()
    const known = await api.persons().catch(() => undefined)
    if (known && !known.some(({ id }) => id === this.person.id)) location.assign('/')
  }

  async #list() {
    this.#chats.set(await api.chats(this.person.id))
    this.#handlers.listed()
  }

  /** @param {Change} change */
  #receive(change) {
    const listed = this.#chats.find(change.chatId)
    const isNewTopic = 'message' in change && change.message.forum_topic_created
    if (change.type === 'reset' || !listed || isNewTopic) return this.load()
    if (change.type === 'message' || change.type === 'edited') this.#relist(listed, change)
    if (change.chatId !== this.#where.chatId) return
    if (change.type === 'draft')
      this.#handlers.changed({ ...change, drafts: change.drafts.filter(({ threadId }) => this.#isHere(threadId)) })
    else if (!('message' in change) || this.#isHere(change.message.message_thread_id)) this.#handlers.changed(change)
  }

  /**
   * @param {ListedChat} listed
   * @param {Extract<Change, { type: 'message' | 'edited' }>} change
   */
  #relist(listed, change) {
    const isOpen = change.chatId === this.#where.chatId && this.#isHere(change.message.message_thread_id)
    if (this.#chats.follow(listed, change, isOpen)) this.#handlers.listed()
  }

  #isHere(threadId = 0) {
    return threadId === this.#where.threadId
  }
}

/**
 * @param {number} personId
 * @param {Place} where
 */
function addressOf(personId, { chatId, threadId }) {
  const wished = new URLSearchParams({ person: String(personId) })
  if (chatId !== personId) wished.set('chat', String(chatId))
  if (threadId) wished.set('topic', String(threadId))
  return `?${wished}`
}
