/** @import { Call, UpdateRecord } from '../types.ts' */
/** @import { Entry } from './entry.js' */
import * as api from '../api.js'
import { tell } from '../dialogs.js'
import { byId } from '../dom.js'
import { keep, kept } from '../keep.js'
import { fromCall, fromUpdate } from './entry.js'
import { LogFilter } from './log-filter.js'
import { LogLines } from './log-lines.js'

const mostEntries = 1500

/** Every call of the bot and every update, as they come: filtered, one thing in a line, unfolded to its JSON. */
export class Log {
  #told
  #filter
  #lines = new LogLines(byId('log'))
  /** @type {Entry[]} */
  #entries = []
  /** @type {Map<number, Entry>} by the id of the update */
  #updates = new Map()
  #isToCount = false
  #since = kept('log-since', 0)

  /** @param {{ told: (record: UpdateRecord) => void }} handlers */
  constructor({ told }) {
    this.#told = told
    this.#filter = new LogFilter({ changed: () => this.#redraw() })
    byId('log-clear').addEventListener('click', () => {
      this.clear()
      api.clearJournal().catch(tell)
    })
  }

  begin() {
    this.#entries = []
    this.#updates = new Map()
    this.#redraw()
  }

  /** What has been is done with, also after the page is loaded again. */
  clear() {
    this.#since = Date.now()
    keep('log-since', this.#since)
    this.begin()
  }

  translate() {
    this.#filter.translate()
    this.#redraw()
  }

  toEnd() {
    this.#lines.toEnd()
  }

  /** @param {Call} call */
  addCall(call) {
    this.#add(fromCall(call))
  }

  /**
   * An update is told when it comes into being, and again when it is delivered.
   * @param {UpdateRecord} record
   */
  addUpdate(record) {
    this.#told(record)
    const entry = fromUpdate(record)
    const known = this.#updates.get(record.update.update_id)
    if (known) {
      Object.assign(known, entry)
      this.#lines.redraw(known)
      return
    }
    this.#updates.set(record.update.update_id, entry)
    this.#add(entry)
  }

  /** @param {Entry} entry */
  #add(entry) {
    if (entry.at < this.#since) return
    this.#entries.push(entry)
    if (this.#entries.length > mostEntries) this.#entries.shift()
    if (this.#filter.matches(entry)) this.#lines.append(entry)
    this.#countLater()
  }

  #redraw() {
    this.#lines.reset(this.#entries.filter((entry) => this.#filter.matches(entry)))
    this.#countLater()
  }

  /** Once for all that came together. */
  #countLater() {
    if (this.#isToCount) return
    this.#isToCount = true
    requestAnimationFrame(() => {
      this.#isToCount = false
      this.#filter.count(this.#entries)
    })
  }
}
