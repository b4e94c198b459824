/** @import { Sending } from './sending.js' */
/** @import { Command, Message } from './types.ts' */
import { About } from './about.js'
import { takeDropsAndPastes } from './attach/drop.js'
import { Recorder } from './attach/recorder.js'
import { Tray } from './attach/tray.js'
import { Attachments } from './attachments.js'
import { Commands } from './commands.js'
import { byId, closest } from './dom.js'
import { words } from './texts.js'

const limit = 4096
const captionLimit = 1024

/** Where a message is written: it grows with its text, offers commands at `/`, and knows whether it replies, edits, or says something new. */
export class Composer {
  #text = /** @type {HTMLTextAreaElement} */ (byId('text'))
  #commands
  #attachments
  #tray = new Tray({ changed: () => this.#changed() })
  #recorder
  #sending
  #about = new About({ closed: () => this.#clearAbout() })

  /** @param {Sending} sending */
  constructor(sending) {
    this.#sending = sending
    this.#commands = new Commands(this.#text, {
      say: (command) => this.#say(command),
      completed: () => this.#changed(),
    })
    this.#recorder = new Recorder({ recorded: (voice) => this.#sendRecorded('voice', voice) })
    this.#attachments = new Attachments({
      attach: (kind, body) => sending.attach(kind, body),
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
    document.addEventListener('click', (event) => closest(event, '.composer') || this.#closeLists())
  }

  /** @param {Command[]} commands */
  setCommands(commands) {
    this.#commands.set(commands)
  }

  /** @param {Message} message */
  reply(message) {
    if (this.#about.edited()) this.#text.value = ''
    this.#setAbout('reply', message)
  }

  /** @param {Message} message */
  edit(message) {
    this.#text.value = message.text ?? message.caption ?? ''
    this.#setAbout('edit', message)
  }

  /**
   * The bot wants a reply to this message; what is being edited or answered already goes first.
   * @param {Message} message
   */
  force(message) {
    if (!this.#about.isSet()) this.reply(message)
  }

  /** Escape undoes one thing at a time. Returns whether there was one. */
  escape() {
    if (this.#commands.isOpen() || this.#attachments.isOpen()) this.#closeLists()
    else if (this.#recorder.isOn()) this.#recorder.cancel()
    else if (!this.#tray.isEmpty()) this.#tray.clear()
    else if (this.#about.isSet()) this.#clearAbout()
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
    this.#clearAbout()
  }

  #submit() {
    if (this.#recorder.isOn()) return this.#recorder.finish()
    const text = this.#text.value.trim()
    if (!this.#tray.isEmpty()) return this.#sendFiles(text)
    if (!text) return
    const [editing, replyTo] = [this.#about.edited()?.message_id, this.#about.answered()?.message_id]
    this.clear()
    this.#sending.send(text, { editing, replyTo })
  }

  /**
   * What cannot be sent as it is stays here, and may be sent in another way.
   * @param {string} text
   */
  async #sendFiles(text) {
    const { files, asFiles } = this.#tray.take()
    const caption = text.length > captionLimit ? '' : text
    const replyTo = this.#about.answered()?.message_id
    this.clear()
    const left = await this.#sending.sendFiles(files, { asFiles, caption, replyTo })
    if (left.length === 0 && caption !== text) return this.#sending.send(text, {})
    if (left.length === 0) return
    if (left.length === files.length && !this.#text.value) this.#text.value = text
    this.#tray.add(left, { asFiles })
  }

  /**
   * @param {'voice' | 'video_note'} kind
   * @param {File} file
   */
  #sendRecorded(kind, file) {
    const replyTo = this.#about.answered()?.message_id
    this.#clearAbout()
    this.#sending.sendRecorded(kind, file, replyTo)
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
    this.#sending.send(`/${command}`, {})
  }

  #changed() {
    const text = this.#text
    text.style.height = 'auto'
    text.style.height = `${text.scrollHeight}px`
    byId('form').classList.toggle('empty', text.value.trim() === '' && this.#tray.isEmpty())
    text.placeholder = this.#tray.isEmpty() ? (this.#about.placeholder() ?? words().text) : words().caption
    const parts = Math.ceil(text.value.length / limit)
    byId('parts').textContent = parts > 1 ? words().parts(parts) : ''
    this.#commands.follow()
  }

  /**
   * @param {'reply' | 'edit'} kind
   * @param {Message} message
   */
  #setAbout(kind, message) {
    this.#about.set(kind, message)
    this.#changed()
    this.focus()
  }

  #clearAbout() {
    if (this.#about.edited()) this.#text.value = ''
    this.#about.clear()
    this.#changed()
  }

  /** @param {KeyboardEvent} event */
  #keydown(event) {
    const act = event.isComposing ? undefined : (this.#commands.actOf(event) ?? this.#actOf(event))
    if (!act) return
    event.preventDefault()
    act()
  }

  /** @param {KeyboardEvent} event */
  #actOf({ key, shiftKey }) {
    if (key === 'Enter' && !shiftKey) return () => this.#submit()
    const own = key === 'ArrowUp' && this.#text.value === '' && this.#sending.lastOwn()
    return own ? () => this.edit(own) : undefined
  }

  #closeLists() {
    this.#commands.close()
    this.#attachments.close()
  }
}
