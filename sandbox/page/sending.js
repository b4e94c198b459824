/** @import { MessageList } from './chat/list.js' */
/** @import { Session } from './session.js' */
import * as api from './api.js'
import { contentOf, outgoing } from './attach/outgoing.js'
import { tell } from './dialogs.js'

/** What this person sends into the open chat. */
export class Sending {
  #session
  #list

  /**
   * @param {Session} session
   * @param {MessageList} list
   */
  constructor(session, list) {
    this.#session = session
    this.#list = list
  }

  /**
   * @param {string} text
   * @param {{ replyTo?: number | undefined, editing?: number | undefined }} [options]
   */
  send(text, { replyTo, editing } = {}) {
    const { person, where } = this.#session
    if (editing === undefined) return api.write(person.id, where, text, replyTo).catch(tell)
    const isText = this.#list.message(editing)?.text !== undefined
    return api.edit(person.id, where, editing, isText ? { text } : { caption: text }).catch(tell)
  }

  /**
   * Returns those that could not be sent.
   * @param {File[]} files
   * @param {{ asFiles: boolean, caption: string, replyTo: number | undefined }} how
   */
  async sendFiles(files, how) {
    const { person, where } = this.#session
    const calls = await outgoing(files, how)
    for (const [index, { kind, body }] of calls.entries())
      try {
        await api.attach(person.id, where, kind, body)
      } catch (error) {
        tell(/** @type {Error} */ (error))
        return calls.slice(index).flatMap((call) => call.files)
      }
    return []
  }

  /**
   * @param {'voice' | 'video_note'} kind
   * @param {File} file
   * @param {number | undefined} replyTo
   */
  async sendRecorded(kind, file, replyTo) {
    const body = { file: await contentOf(file), ...(replyTo ? { reply_to: replyTo } : {}) }
    return this.attach(kind, body)
  }

  /**
   * @param {string} kind
   * @param {object} [body]
   */
  attach(kind, body) {
    return api.attach(this.#session.person.id, this.#session.where, kind, body).catch(tell)
  }

  /** The newest message that this person may change. */
  lastOwn() {
    const { id } = this.#session.person
    return this.#list.all().findLast(({ from, text, caption }) => from?.id === id && (text ?? caption) !== undefined)
  }
}
