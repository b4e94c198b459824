/** @import { Composer } from '../composer.js' */
/** @import { Session } from '../session.js' */
/** @import { Message } from '../types.ts' */
/** @import { MessageList } from './list.js' */
import * as api from '../api.js'
import { copy, menu, sheet, tell } from '../dialogs.js'
import { around, closest, el, inside } from '../dom.js'
import { json } from '../json.js'
import { openReceipt } from '../pay.js'
import { words } from '../texts.js'
import { summaryOf } from './contents.js'
import { isShownAsText, openFile } from './file.js'
import { holdOn } from './hold.js'
import { Player } from './player.js'
import { openName, openUrl, pressKey } from './press.js'

/** @type {Record<string, 'reply' | 'edit' | 'copy' | 'menu'>} */
const letters = { r: 'reply', к: 'reply', e: 'edit', у: 'edit', c: 'copy', с: 'copy', Enter: 'menu' }

/** What pressing anything in the chat does. One listener serves all messages, so that they may be changed in place. */
export class Actions {
  #scroller
  #session
  #list
  #composer
  #player = new Player()
  /** @type {Record<string, (node: HTMLElement) => unknown>} by the name that stands on the node */
  #acts

  /**
   * @param {HTMLElement} scroller
   * @param {{ session: Session, list: MessageList, composer: Composer, send: (text: string) => unknown }} parts
   */
  constructor(scroller, { session, list, composer, send }) {
    this.#scroller = scroller
    this.#session = session
    this.#list = list
    this.#composer = composer
    this.#acts = {
      key: (node) => this.#pressKey(/** @type {HTMLButtonElement} */ (node)),
      stop: (node) => api.stopDraft(session.person.id, Number(node.dataset.draft)).catch(tell),
      command: (node) => send(node.dataset.command ?? ''),
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
      if (bubble && !target.closest('a, button')) this.#openMenu(this.#messageAt(bubble), point)
    })
  }

  replyToNewest() {
    const message = this.#list.all().at(-1)
    if (message) this.#composer.reply(message)
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
    } else if (target === this.#scroller) this.#walk(event, null)
    else if (target === row) this.#walk(event, row)
  }

  /** @param {MouseEvent} event */
  #contextMenu(event) {
    const bubble = closest(event, '.bubble, .service')
    if (!bubble || closest(event, 'a') || !nothingSelected()) return
    event.preventDefault()
    this.#openMenu(this.#messageAt(bubble), { x: event.clientX, y: event.clientY })
  }

  /** @param {MouseEvent} event */
  #doubleClick(event) {
    const bubble = closest(event, '.bubble')
    const message = bubble && this.#messageAt(bubble)
    if (message && nothingSelected()) this.#composer.reply(message)
  }

  /**
   * Arrows walk over the messages; letters act on the one that has the focus.
   * @param {KeyboardEvent} event
   * @param {HTMLElement | null} row
   */
  #walk(event, row) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step) {
      event.preventDefault()
      return this.#step(step, row)
    }
    const message = row && this.#messageAt(row)
    const wish = letters[event.key]
    if (!message || !wish || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (wish === 'menu') this.#openMenu(message, inside(row, '.bubble, :scope > *').getBoundingClientRect())
    else if (wish === 'copy') copy(summaryOf(message))
    else if (wish === 'reply') this.#composer.reply(message)
    else if (this.#isOwnWords(message)) this.#composer.edit(message)
  }

  /**
   * @param {1 | -1} step
   * @param {HTMLElement | null} row
   */
  #step(step, row) {
    const rows = /** @type {HTMLElement[]} */ ([...this.#scroller.querySelectorAll('.row:not(.draft)')])
    const next = row ? rows[rows.indexOf(row) + step] : rows.at(-1)
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }

  /**
   * @param {Message | undefined} message
   * @param {{ x: number, y: number }} point
   */
  #openMenu(message, point) {
    // Some phones tell of a long touch in two ways.
    if (!message || document.querySelector('.popup')) return
    const edit = { name: words().edit, sign: 'edit', act: () => this.#composer.edit(message) }
    menu(point, [
      { name: words().reply, sign: 'reply', act: () => this.#composer.reply(message) },
      ...(this.#isOwnWords(message) ? [edit] : []),
      { name: words().copyText, sign: 'copy', act: () => copy(summaryOf(message)) },
      { name: 'JSON', sign: 'code', act: () => sheet(`JSON · ${message.message_id}`, json(message)) },
    ])
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

  /** @param {Message} message */
  #isOwnWords(message) {
    return message.from?.id === this.#session.person.id && (message.text ?? message.caption) !== undefined
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
