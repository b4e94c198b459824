import { byId, button, el, inside } from './dom.js'
import { icon } from './icons.js'
import { words } from './texts.js'

const toastMs = 3500
let toastTimer

/** A line that goes away by itself. */
export function toast(text) {
  const node = byId('toast')
  clearTimeout(toastTimer)
  node.textContent = text
  // Above everything, also above a dialog that was opened before.
  node.hidePopover()
  node.showPopover()
  toastTimer = setTimeout(() => node.hidePopover(), toastMs)
}

/** A wish that was not granted is told, and nothing else breaks. */
export const tell = (error) => toast(error.message)

export async function copy(text) {
  await navigator.clipboard?.writeText(text).catch(() => undefined)
  toast(words().copied)
}

/** A dialog in the middle (on a phone: at the bottom) with a way to close it. Resolves when it is closed. */
export function sheet(title, ...content) {
  const dialog = el(
    'dialog',
    { class: 'sheet', 'aria-label': title },
    el('header', {}, el('h2', {}, title), closeButton()),
    el('div', { class: 'sheet-body' }, content),
  )
  return open(dialog)
}

/** What the bot wants to be read before anything else. */
export function alertBox(text) {
  const ok = button({ class: 'filled wide', data: { close: '' }, autofocus: true }, 'OK')
  return open(el('dialog', { class: 'sheet alert', role: 'alertdialog', 'aria-label': text }, el('p', {}, text), ok))
}

/** Asks for a few values; resolves with them, or with undefined when the person thought better of it. */
export function ask(title, fields, action) {
  let answer
  const form = el('form', { method: 'dialog', class: 'fields' }, fields, el('button', { class: 'filled wide' }, action))
  form.addEventListener('submit', () => (answer = new FormData(form)))
  return sheet(title, form).then(() => answer)
}

export function field(name, label, props = {}) {
  return el('label', { class: 'field' }, el('span', {}, label), el('input', { name, autocomplete: 'off', ...props }))
}

function closeButton() {
  return button({ class: 'round-button', data: { close: '' }, 'aria-label': words().close }, icon('close'))
}

function open(dialog) {
  document.body.append(dialog)
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || event.target.closest('[data-close]')) dialog.close()
  })
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(undefined)
    })
  })
}

/** A small menu at a point; arrows walk, Escape leaves, the focus returns. */
export function menu({ x, y }, items) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement)
  const leaving = new AbortController()
  const keyOf = ({ name, sign, act, danger }) =>
    button(
      { role: 'menuitem', class: danger ? 'danger' : '', on: { click: () => (close(), act()) } },
      icon(sign),
      el('span', {}, name),
    )
  // It closes by its own rules: an automatic one would go with the same press of the mouse that has opened it.
  const list = el('div', { class: 'popup', role: 'menu', popover: 'manual' }, items.map(keyOf))

  function close() {
    leaving.abort()
    list.remove()
    before?.focus({ preventScroll: true })
  }
  function keydown(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step || ['Escape', 'Tab'].includes(event.key)) event.preventDefault()
    if (['Escape', 'Tab'].includes(event.key)) close()
    if (!step) return
    const all = [...list.children]
    all.at((all.indexOf(document.activeElement) + step) % all.length).focus()
  }
  list.addEventListener('keydown', keydown)
  const { signal } = leaving
  document.addEventListener('pointerdown', ({ target }) => list.contains(target) || close(), { capture: true, signal })
  addEventListener('resize', close, { signal })

  inside(document, 'main').append(list)
  list.showPopover()
  const { width, height } = list.getBoundingClientRect()
  list.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`
  list.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`
  list.firstElementChild.focus()
}
