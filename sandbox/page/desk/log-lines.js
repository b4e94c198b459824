/** @import { Entry } from './entry.js' */
import * as api from '../api.js'
import { copy, tell, toast } from '../dialogs.js'
import { byId, el } from '../dom.js'
import { words } from '../texts.js'
import { renderDetails, renderLine } from './entry.js'

const mostLines = 300
const nearEnd = 40

/**
 * Entries that stand in one line: the calls that make an answer grow.
 * @typedef {{ all: Entry[], node: HTMLElement }} Line
 */

/** The lines of the log that are shown; each unfolds to the details of its newest entry. */
export class LogLines {
  #scroller
  /** @type {Line[]} */
  #lines = []

  /** @param {HTMLElement} scroller */
  constructor(scroller) {
    this.#scroller = scroller
  }

  /** @param {Entry[]} entries */
  reset(entries) {
    this.#lines = []
    this.#scroller.replaceChildren()
    byId('log-empty').hidden = false
    for (const entry of entries.slice(-mostLines)) this.append(entry)
  }

  /** @param {Entry} entry */
  append(entry) {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller
    const isAtEnd = scrollHeight - scrollTop - clientHeight < nearEnd
    const last = this.#lines.at(-1)
    if (last && continues(last, entry)) {
      last.all.push(entry)
      draw(last)
    } else this.#begin(entry)
    byId('log-empty').hidden = this.#lines.length > 0
    if (isAtEnd) this.toEnd()
  }

  /**
   * An entry has changed.
   * @param {Entry} entry
   */
  redraw(entry) {
    const line = this.#lines.find(({ all }) => all.includes(entry))
    if (line) draw(line)
  }

  toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight
  }

  /** @param {Entry} entry */
  #begin(entry) {
    const line = { all: [entry], node: el('li') }
    this.#lines.push(line)
    draw(line)
    this.#scroller.append(line.node)
    if (this.#lines.length > mostLines) this.#lines.shift()?.node.remove()
  }
}

/**
 * @param {Line} line
 * @param {Entry} entry
 */
const continues = (line, entry) => entry.run !== undefined && line.all.at(-1)?.run === entry.run && !entry.isError

/** @param {Line} line */
function draw(line) {
  const before = line.node.firstElementChild
  const head = renderLine(line.all)
  head.addEventListener('click', () => toggle(line, head))
  head.setAttribute('aria-expanded', before?.getAttribute('aria-expanded') ?? 'false')
  if (before) before.replaceWith(head)
  else line.node.append(head)
}

/**
 * @param {Line} line
 * @param {HTMLElement} head
 */
function toggle(line, head) {
  const wasOpen = head.getAttribute('aria-expanded') === 'true'
  head.setAttribute('aria-expanded', String(!wasOpen))
  line.node.querySelector('.details')?.remove()
  const entry = line.all.at(-1)
  if (wasOpen || !entry) return
  line.node.append(renderDetails(entry, { copy, repeat }))
  line.node.scrollIntoView({ block: 'nearest' })
}

/** @param {number} updateId */
function repeat(updateId) {
  api
    .repeatUpdate(updateId)
    .then(({ repeated }) => toast(repeated ? words().repeated : words().notRepeated))
    .catch(tell)
}
