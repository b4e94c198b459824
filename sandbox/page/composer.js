/** @import { Command, Message } from './types.ts' */
import { takeDropsAndPastes } from './attach/drop.js'
import { Recorder } from './attach/recorder.js'
import { Tray } from './attach/tray.js'
import { Attachments } from './attachments.js'
import { summaryOf } from './chat/contents.js'
import { Commands } from './commands.js'
import { byId, closest } from './dom.js'
import { icon } from './icons.js'
import { words } from './texts.js'

const limit = 4096
const captionLimit = 1024

/**
 * What the next text is about: a message that it replies to, or one that it changes.
 * @typedef {{ kind: 'reply' | 'edit', message: Message }} About
 */

/** Where a message is written: it grows with its text, offers commands at `/`, and knows whether it replies, edits, or says something new. */
export class Composer {
  #text = /** @type {HTMLTextAreaElement} */ (byId('text'))
  #commands
  #attachments
  #tray = new Tray({ changed: () => this.#changed() })
  #recorder
  #handlers
  /** @type {About | undefined} */
  #about

  /**
   * @param {{
   *   send: (text: string, options: { replyTo?: number, editing?: number }) => unknown,
   *   sendFiles: (files: File[], how: { asFiles: boolean, caption: string, replyTo: number | undefined }) => Promise<File[]>,
   *   attach: (kind: string, body?: object) => unknown,
   *   sendRecorded: (kind: 'voice' | 'video_note', file: File, replyTo: number | undefined) => unknown,
   *   lastOwn: () => Message | undefined,
   * }} handlers
   */
  constructor(handlers) {
    this.#handlers = handlers
    this.#commands = new Commands(this.#text, { say: (command) => this.#say(command) })
    this.#recorder = new Recorder({ recorded: (voice) => this.#sendRecorded('voice', voice) })
    this.#attachments = new Attachments({
      attach: handlers.attach,
      chosen: (files, asFiles) => this.#hold(files, asFiles),
      round: (film) => this.#sendRecorded('video_note', film),
    })
    takeDropsAndPastes((files) => this.#hold(files))
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
    else if (this.#recorder.isOn()) this.#recorder.cancel()
    else if (!this.#tray.isEmpty()) this.#tray.clear()
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
    this.#tray.clear()
    this.#recorder.cancel()
    this.#setAbout(undefined)
  }

  #submit() {
    if (this.#recorder.isOn()) return this.#recorder.finish()
    const text = this.#text.value.trim()
    if (!this.#tray.isEmpty()) return this.#sendFiles(text)
    if (!text) return
    const { kind, message } = this.#about ?? {}
    this.clear()
    this.#handlers.send(text, kind ? { [kind === 'reply' ? 'replyTo' : 'editing']: message?.message_id } : {})
  }

  /**
   * What cannot be sent as it is stays here, and may be sent in another way.
   * @param {string} text
   */
  async #sendFiles(text) {
    const { files, asFiles } = this.#tray.take()
    const caption = text.length > captionLimit ? '' : text
    const replyTo = this.#replyTo()
    this.clear()
    const left = await this.#handlers.sendFiles(files, { asFiles, caption, replyTo })
    if (left.length === 0 && caption !== text) return this.#handlers.send(text, {})
    if (left.length === 0) return
    if (left.length === files.length && !this.#text.value) this.#text.value = text
    this.#tray.add(left, { asFiles })
  }

  /**
   * @param {'voice' | 'video_note'} kind
   * @param {File} file
   */
  #sendRecorded(kind, file) {
    const replyTo = this.#replyTo()
    this.#setAbout(undefined)
    this.#handlers.sendRecorded(kind, file, replyTo)
  }

  #replyTo() {
    return this.#about?.kind === 'reply' ? this.#about.message.message_id : undefined
  }

  /**
   * @param {Iterable<File>} files
   * @param {boolean} [asFiles]
   */
  #hold(files, asFiles = false) {
    this.#tray.add(files, { asFiles })
    this.focus()
  }

  /** @param {string} command */
  #say(command) {
    this.clear()
    this.#handlers.send(`/${command}`, {})
  }

  #changed() {
    const text = this.#text
    text.style.height = 'auto'
    text.style.height = `${text.scrollHeight}px`
    byId('form').classList.toggle('empty', text.value.trim() === '' && this.#tray.isEmpty())
    text.placeholder = this.#tray.isEmpty()
      ? (this.#about?.message.force_reply?.input_field_placeholder ?? words().text)
      : words().caption
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
    if (about?.kind === 'edit') this.#text.value = about.message.text ?? about.message.caption ?? ''
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
    const own = key === 'ArrowUp' && this.#text.value === '' && this.#handlers.lastOwn()
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
