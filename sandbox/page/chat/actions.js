import * as api from '../api.js'
import { json } from '../json.js'
import { alertBox, copy, menu, sheet, tell, toast } from '../dialogs.js'
import { el } from '../dom.js'
import { words } from '../texts.js'
import { openPaySheet, openReceipt } from '../pay.js'
import { summaryOf } from './contents.js'

const longPressMs = 450
const mostPreviewBytes = 200_000
const textFiles = /\.(txt|md|json|csv|log|html|xml|ya?ml|sql|js|ts|py)$/i

/** What pressing anything in the chat does. One listener serves all messages, so that they may be changed in place. */
export function createActions(scroller, { session, list, composer, send }) {
  const messageAt = (node) => list.message(node.closest('.row')?.dataset.id)

  const acts = {
    key: (node) => pressKey(messageAt(node), node),
    stop: (node) => api.stopDraft(session.person.id, Number(node.dataset.draft)).catch(tell),
    command: (node) => send(node.dataset.command),
    mention: (node) => openName(node.dataset.name),
    copy: (node) => nothingSelected() && copy(node.textContent),
    'copy-block': (node) => copy(node.closest('.code').querySelector('pre').textContent),
    reveal: (node) => {
      for (const spoiler of node.closest('.bubble').querySelectorAll('.spoiler')) spoiler.dataset.open = ''
    },
    unfold: (node) => {
      const isOpen = node.parentElement.toggleAttribute('data-open')
      node.setAttribute('aria-expanded', String(isOpen))
    },
    jump: (node) => jump(node.dataset.to),
    receipt: (node) => openReceipt(messageAt(node)),
    file: (node) => openFile(node),
  }

  scroller.addEventListener('click', (event) => {
    const node = event.target.closest('[data-act]')
    if (!node || !(node.dataset.act in acts)) return
    const isText = node.dataset.act === 'file' && !textFiles.test(node.download)
    if (node.tagName === 'A' && node.dataset.act !== 'link' && !isText) event.preventDefault()
    acts[node.dataset.act](node)
  })
  scroller.addEventListener('keydown', (event) => {
    const row = event.target.closest('.row')
    if (event.target.matches('.spoiler') && ['Enter', ' '].includes(event.key)) {
      event.preventDefault()
      return event.target.click()
    }
    if (event.target === scroller || event.target === row) walk(event, row)
  })
  scroller.addEventListener('contextmenu', (event) => {
    const bubble = event.target.closest('.bubble, .service')
    if (!bubble || event.target.closest('a') || !nothingSelected()) return
    event.preventDefault()
    openMenu(messageAt(bubble), { x: event.clientX, y: event.clientY })
  })
  scroller.addEventListener('dblclick', (event) => {
    const message = event.target.closest('.bubble') && messageAt(event.target)
    if (message && nothingSelected()) composer.reply(message)
  })
  holdOn(scroller, (target, point) => {
    const bubble = target.closest('.bubble')
    if (bubble && !target.closest('a, button')) openMenu(messageAt(bubble), point)
  })

  /** Arrows walk over the messages; letters act on the one that has the focus. */
  function walk(event, row) {
    const rows = [...scroller.querySelectorAll('.row:not(.draft)')]
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step) {
      event.preventDefault()
      const next = row ? rows[rows.indexOf(row) + step] : rows.at(-1)
      next?.focus()
      return next?.scrollIntoView({ block: 'nearest' })
    }
    const message = row && messageAt(row)
    if (!message || event.ctrlKey || event.metaKey) return
    const letters = { r: 'reply', к: 'reply', e: 'edit', у: 'edit', c: 'copy', с: 'copy', Enter: 'menu' }
    const wish = letters[event.key]
    if (!wish) return
    event.preventDefault()
    if (wish === 'menu') return openMenu(message, row.querySelector('.bubble, :scope > *').getBoundingClientRect())
    if (wish === 'copy') return copy(summaryOf(message))
    if (wish === 'reply') return composer.reply(message)
    if (isOwnText(message)) composer.edit(message)
  }

  const isOwnText = (message) => message.from?.id === session.person.id && message.text !== undefined

  function openMenu(message, point) {
    // Some phones tell of a long touch in two ways.
    if (!message || document.querySelector('.popup')) return
    menu(point, [
      { name: words().reply, sign: 'reply', act: () => composer.reply(message) },
      ...(isOwnText(message) ? [{ name: words().edit, sign: 'edit', act: () => composer.edit(message) }] : []),
      { name: words().copyText, sign: 'copy', act: () => copy(summaryOf(message)) },
      { name: 'JSON', sign: 'code', act: () => sheet(`JSON · ${message.message_id}`, json(message)) },
    ])
  }

  function jump(id) {
    const row = list.row(id)
    if (!row) return
    row.scrollIntoView({ block: 'center', behavior: 'smooth' })
    row.classList.add('found')
    row.addEventListener('animationend', () => row.classList.remove('found'), { once: true })
  }

  async function openFile(node) {
    if (!textFiles.test(node.download)) return
    const response = await fetch(node.href).catch(() => undefined)
    if (!response?.ok) return toast(words().fileGone)
    const text = (await response.text()).slice(0, mostPreviewBytes)
    const download = el('a', { class: 'tonal wide', href: node.href, download: node.download }, words().download)
    sheet(node.download, el('pre', { class: 'json', tabindex: 0 }, text), download)
  }

  async function pressKey(message, key) {
    const { kind, value } = key.dataset
    if (kind === 'pay') return openPaySheet(session.person, { message_id: message.message_id, ...otherChat() })
    if (kind === 'receipt') return openReceipt(list.message(value) ?? message)
    if (kind === 'url') return openUrl(value)
    if (kind === 'copy_text') return copy(value)
    if (kind !== 'callback_data') return toast(words().unknownKey)
    key.setAttribute('aria-busy', 'true')
    try {
      const { answer, pending } = await api.press(session.person.id, session.where, message.message_id, value)
      if (pending) toast(words().slow)
      else if (answer?.show_alert) alertBox(answer.text)
      else if (answer?.text) toast(answer.text)
      if (answer?.url) openUrl(answer.url)
    } catch (error) {
      tell(error)
    }
    key.removeAttribute('aria-busy')
  }

  const otherChat = () => (session.where.chatId === session.person.id ? {} : { chat_id: session.where.chatId })

  /** Telegram keeps its own links inside: invoices, and the way to a bot. */
  function openUrl(url) {
    if (url.startsWith('https://t.me/$')) return openPaySheet(session.person, { link: url })
    const [, name, payload] = /^https:\/\/t\.me\/(\w+)(?:\?start=([\w-]+))?$/.exec(url) ?? []
    if (name?.toLowerCase() === session.bot.username.toLowerCase()) return openName(name, payload)
    window.open(url, '_blank', 'noopener')
  }

  async function openName(name, payload) {
    if (name.toLowerCase() !== session.bot.username.toLowerCase()) return toast(words().noSuchName(name))
    await session.go(session.person.id)
    if (payload) await api.start(session.person.id, payload).catch(tell)
  }

  scroller.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-act="link"]')
    if (!link || !link.href.startsWith('https://t.me/')) return
    event.preventDefault()
    openUrl(link.href)
  })

  return {
    replyToNewest() {
      const message = list.all().at(-1)
      if (message) composer.reply(message)
    },
  }
}

/** A finger that stays where it is for a while. */
function holdOn(node, act) {
  let timer
  const stop = () => clearTimeout(timer)
  node.addEventListener(
    'touchstart',
    (event) => {
      const { clientX: x, clientY: y } = event.touches[0]
      timer = setTimeout(() => act(event.target, { x, y }), longPressMs)
    },
    { passive: true },
  )
  for (const type of ['touchend', 'touchmove', 'touchcancel']) node.addEventListener(type, stop, { passive: true })
}

const nothingSelected = () => getSelection()?.isCollapsed ?? true
