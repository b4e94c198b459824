/** @import { Composer } from '../composer.js' */
/** @import { Sending } from '../sending.js' */
/** @import { Session } from '../session.js' */
/** @import { MessageList } from './list.js' */
import * as api from '../api.js'
import { copy, sheet, tell } from '../dialogs.js'
import { around, closest, el, inside } from '../dom.js'
import { openReceipt } from '../pay.js'
import { words } from '../texts.js'
import { isShownAsText, openFile } from './file.js'
import { holdOn } from './hold.js'
import { MessageActs } from './message-acts.js'
import { Player } from './player.js'
import { openName, openUrl, pressKey } from './press.js'
import { Walk } from './walk.js'

/** What pressing anything in the chat does. One listener serves all messages, so that they may be changed in place. */
export class Actions {
  #scroller
  #session
  #list
  #messageActs
  #walk
  #player = new Player()
  /** @type {Record<string, (node: HTMLElement) => unknown>} by the name that stands on the node */
  #acts

  /**
   * @param {HTMLElement} scroller
   * @param {{ session: Session, list: MessageList, composer: Composer, sending: Sending }} parts
   */
  constructor(scroller, { session, list, composer, sending }) {
    this.#scroller = scroller
    this.#session = session
    this.#list = list
    this.#messageActs = new MessageActs(session, composer)
    this.#walk = new Walk(scroller, { list, acts: this.#messageActs })
    this.#acts = {
      key: (node) => this.#pressKey(/** @type {HTMLButtonElement} */ (node)),
      stop: (node) => api.stopDraft(session.person.id, Number(node.dataset.draft)).catch(tell),
      command: (node) => sending.send(node.dataset.command ?? ''),
      mention: (node) => openName(session, node.dataset.name ?? ''),
      copy: (node) => nothingSelected() && copy(node.textContent),
      'copy-block': (node) => copy(inside(blockOf(node), 'pre').textContent),
      reveal: (node) => reveal(node),
      unfold: (node) => unfold(node),
      jump: (node) => this.#jump(node.dataset.to),
      receipt: (node) => this.#openReceipt(node),
      file: (node) => openFile(/** @type {HTMLAnchorElement} */ (node)),
      play: (node) => this.#player.toggle(node),
      view: (node) => sheet(words().attachments.photo, el('img', { class: 'whole', src: node.dataset.src, alt: '' })),
    }
    scroller.addEventListener('click', (event) => this.#click(event))
    scroller.addEventListener('click', (event) => this.#clickLink(event))
    scroller.addEventListener('keydown', (event) => this.#keydown(event))
    scroller.addEventListener('contextmenu', (event) => this.#contextMenu(event))
    scroller.addEventListener('dblclick', (event) => this.#doubleClick(event))
    holdOn(scroller, (target, point) => {
      const bubble = around(target, '.bubble')
      if (bubble && !target.closest('a, button')) this.#messageActs.openMenu(this.#messageAt(bubble), point)
    })
  }

  replyToNewest() {
    const message = this.#list.all().at(-1)
    if (message) this.#messageActs.reply(message)
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const node = closest(event, '[data-act]')
    const act = node && this.#acts[node.dataset.act ?? '']
    if (!act) return
    const opensItself = node.dataset.act === 'file' && !isShownAsText(/** @type {HTMLAnchorElement} */ (node))
    if (node.tagName === 'A' && !opensItself) event.preventDefault()
    act(node)
  }

  /** @param {MouseEvent} event */
  #clickLink(event) {
    const link = /** @type {HTMLAnchorElement | null} */ (closest(event, 'a[data-act="link"]'))
    if (!link?.href.startsWith('https://t.me/')) return
    event.preventDefault()
    openUrl(this.#session, link.href)
  }

  /** @param {KeyboardEvent} event */
  #keydown(event) {
    const target = /** @type {HTMLElement} */ (event.target)
    const row = closest(event, '.row')
    if (target.matches('.spoiler') && ['Enter', ' '].includes(event.key)) {
      event.preventDefault()
      target.click()
    } else if (target === this.#scroller) this.#walk.keydown(event, null)
    else if (target === row) this.#walk.keydown(event, row)
  }

  /** @param {MouseEvent} event */
  #contextMenu(event) {
    const bubble = closest(event, '.bubble, .service')
    if (!bubble || closest(event, 'a') || !nothingSelected()) return
    event.preventDefault()
    this.#messageActs.openMenu(this.#messageAt(bubble), { x: event.clientX, y: event.clientY })
  }

  /** @param {MouseEvent} event */
  #doubleClick(event) {
    const bubble = closest(event, '.bubble')
    const message = bubble && this.#messageAt(bubble)
    if (message && nothingSelected()) this.#messageActs.reply(message)
  }

  /** @param {string | undefined} id */
  #jump(id) {
    const row = this.#list.row(id)
    if (!row) return
    row.scrollIntoView({ block: 'center', behavior: 'smooth' })
    row.classList.add('found')
    row.addEventListener('animationend', () => row.classList.remove('found'), { once: true })
  }

  /** @param {HTMLButtonElement} key */
  #pressKey(key) {
    const message = this.#messageAt(key)
    if (!message) return
    if (key.dataset.kind === 'receipt') openReceipt(this.#list.message(key.dataset.value) ?? message)
    else pressKey(this.#session, message, key)
  }

  /** @param {HTMLElement} node */
  #openReceipt(node) {
    const message = this.#messageAt(node)
    if (message) openReceipt(message)
  }

  /** @param {HTMLElement} node */
  #messageAt(node) {
    return this.#list.message(around(node, '.row')?.dataset.id)
  }
}

/** @param {HTMLElement} node */
function reveal(node) {
  const spoilers = /** @type {NodeListOf<HTMLElement> | undefined} */ (
    around(node, '.bubble')?.querySelectorAll('.spoiler')
  )
  for (const spoiler of spoilers ?? []) spoiler.dataset.open = ''
}

/** @param {HTMLElement} node */
function unfold(node) {
  const isOpen = node.parentElement?.toggleAttribute('data-open') ?? false
  node.setAttribute('aria-expanded', String(isOpen))
}

/** @param {HTMLElement} node */
const blockOf = (node) => around(node, '.code') ?? node

const nothingSelected = () => getSelection()?.isCollapsed ?? true
