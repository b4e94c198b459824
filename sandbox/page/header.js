/** @import { Session } from './session.js' */
/** @import { OpenChat } from './types.ts' */
import { avatar } from './chat/message.js'
import { byId } from './dom.js'
import { words } from './texts.js'

/** Telegram shows "typing" for five seconds. */
const typingMs = 5500

/** Who one talks with, and what they are doing. */
export class Header {
  #session
  /** The line when nothing happens. */
  #usual = ''
  #timer = 0

  /** @param {Session} session */
  constructor(session) {
    this.#session = session
    byId('side-toggle').addEventListener('click', () => openSide(!this.isSideOpen()))
    byId('scrim').addEventListener('click', () => openSide(false))
  }

  /** @param {Pick<OpenChat, 'bot' | 'chat'>} open */
  show({ bot, chat }) {
    const listed = this.#session.current()
    const topic = listed?.topics.find(({ id }) => id === this.#session.where.threadId)
    const title = chat.type === 'private' ? bot.first_name : chat.title
    byId('bot-avatar').replaceChildren(avatar(chat.type === 'private' ? bot : { id: chat.id, title }))
    byId('bot-name').textContent = topic ? `${title} · ${topic.name}` : title
    document.title = `${byId('bot-name').textContent} · sandbox`
    const withBot = !('without_bot' in chat)
    this.#usual = chat.type === 'private' ? words().bot : words().members(listed?.members.length ?? 1, withBot)
    this.#status(this.#usual)
  }

  typing() {
    this.#status(words().typing, 'typing')
    this.#timer = setTimeout(() => this.#status(this.#usual), typingMs)
  }

  stopTyping() {
    this.#status(this.#usual)
  }

  offline() {
    this.#status(words().offline, 'offline')
  }

  closeSide() {
    openSide(false)
  }

  isSideOpen() {
    return byId('app').classList.contains('with-side')
  }

  /**
   * @param {string} text
   * @param {string} [kind]
   */
  #status(text, kind = '') {
    clearTimeout(this.#timer)
    byId('status').textContent = text
    byId('status').className = kind
  }
}

/** @param {boolean} isOpen */
function openSide(isOpen) {
  byId('app').classList.toggle('with-side', isOpen)
  byId('side-toggle').setAttribute('aria-expanded', String(isOpen))
  if (isOpen) byId('persons').querySelector('a')?.focus()
}
