/** @import { Command, Message } from './types.ts' */
import { Attachments } from './attachments.js'
import { summaryOf } from './chat/contents.js'
import { Commands } from './commands.js'
import { byId, closest } from './dom.js'
import { icon } from './icons.js'
import { words } from './texts.js'

const limit = 4096

/**
 * What the next text is about: a message that it replies to, or one that it changes.
 * @typedef {{ kind: 'reply' | 'edit', message: Message }} About
 */

/** Where a message is written: it grows with its text, offers commands at `/`, and knows whether it replies, edits, or says something new. */
export class Composer {
  #text = /** @type {HTMLTextAreaElement} */ (byId('text'))
  #commands
  #attachments
  #send
  #lastOwn
  /** @type {About | undefined} */
  #about

  /**
   * @param {{
   *   send: (text: string, options: { replyTo?: number, editing?: number }) => unknown,
   *   attach: (kind: string) => unknown,
   *   lastOwn: () => Message | undefined,
   * }} handlers
   */
  constructor({ send, attach, lastOwn }) {
    this.#send = send
    this.#lastOwn = lastOwn
    this.#commands = new Commands(this.#text, { say: (command) => this.#say(command) })
    this.#attachments = new Attachments({ attach })
    byId('form').addEventListener('submit', (event) => {
      event.preventDefault()
      this.#submit()
    })
    this.#text.addEventListener('input', () => this.#changed())
    this.#text.addEventListener('keydown', (event) => this.#keydown(event))
    byId('about-close').addEventListener('click', () => this.#setAbout(undefined))
    document.addEventListener('click', (event) => closest(event, '.composer') || this.#closeLists())
  }

  /** @param {Command[]} commands */
  setCommands(commands) {
    this.#commands.set(commands)
  }

  /** @param {Message} message */
  reply(message) {
    this.#setAbout({ kind: 'reply', message })
  }

  /** @param {Message} message */
  edit(message) {
    this.#setAbout({ kind: 'edit', message })
  }

  /**
   * The bot wants a reply to this message; what is being edited or answered already goes first.
   * @param {Message} message
   */
  force(message) {
    if (!this.#about) this.reply(message)
  }

  /** Escape undoes one thing at a time. Returns whether there was one. */
  escape() {
    if (this.#commands.isOpen() || this.#attachments.isOpen()) this.#closeLists()
    else if (this.#about) this.#setAbout(undefined)
    else return false
    this.focus()
    return true
  }

  focus() {
    this.#text.focus()
  }

  /** What was begun in one chat is not said in another. */
  clear() {
    this.#text.value = ''
    this.#setAbout(undefined)
  }

  #submit() {
    const text = this.#text.value.trim()
    if (!text) return
    const { kind, message } = this.#about ?? {}
    this.clear()
    this.#send(text, kind ? { [kind === 'reply' ? 'replyTo' : 'editing']: message?.message_id } : {})
  }

  /** @param {string} command */
  #say(command) {
    this.clear()
    this.#send(`/${command}`, {})
  }

  #changed() {
    const text = this.#text
    text.style.height = 'auto'
    text.style.height = `${text.scrollHeight}px`
    byId('form').classList.toggle('empty', text.value.trim() === '')
    const parts = Math.ceil(text.value.length / limit)
    byId('parts').textContent = parts > 1 ? words().parts(parts) : ''
    const wished = /^\/(\w*)$/.exec(text.value)?.[1]
    if (wished === undefined) this.#commands.close()
    else this.#commands.offer(wished)
  }

  /** @param {About | undefined} about */
  #setAbout(about) {
    const wasEditing = this.#about?.kind === 'edit'
    this.#about = about
    this.#text.placeholder = about?.message.force_reply?.input_field_placeholder ?? words().text
    if (about?.kind === 'edit') this.#text.value = about.message.text ?? ''
    else if (wasEditing) this.#text.value = ''
    showAbout(about)
    this.#changed()
    if (about) this.focus()
  }

  /** @param {KeyboardEvent} event */
  #keydown(event) {
    const act = event.isComposing ? undefined : this.#actOf(event)
    if (!act) return
    event.preventDefault()
    act()
  }

  /** @param {KeyboardEvent} event */
  #actOf({ key, shiftKey }) {
    if (this.#commands.isOpen()) {
      if (key === 'ArrowDown') return () => this.#commands.step(1)
      if (key === 'ArrowUp') return () => this.#commands.step(-1)
      if (key === 'Tab' && !shiftKey) return () => this.#complete()
      if (key === 'Enter' && !shiftKey) return () => this.#say(this.#commands.chosen())
    }
    if (key === 'Enter' && !shiftKey) return () => this.#submit()
    const own = key === 'ArrowUp' && this.#text.value === '' && this.#lastOwn()
    return own ? () => this.edit(own) : undefined
  }

  #complete() {
    this.#text.value = `/${this.#commands.chosen()} `
    this.#changed()
  }

  #closeLists() {
    this.#commands.close()
    this.#attachments.close()
  }
}

/**
 * The line above the text says what it is about.
 * @param {About | undefined} about
 */
function showAbout(about) {
  byId('about-bar').hidden = !about
  if (!about) return
  const { kind, message } = about
  byId('about-sign').replaceChildren(icon(kind))
  byId('about-whose').textContent = kind === 'edit' ? words().editing : (message.from?.first_name ?? '')
  byId('about-text').textContent = summaryOf(message)
}
