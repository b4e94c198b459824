/** @import { Child, Props } from './dom.js' */
import { byId, button, closest, el, inside } from './dom.js'
import { icon } from './icons.js'
import { words } from './texts.js'

const toastMs = 3500
let toastTimer = 0

/**
 * A line that goes away by itself.
 * @param {string} text
 */
export function toast(text) {
  const node = byId('toast')
  clearTimeout(toastTimer)
  node.textContent = text
  // Above everything, also above a dialog that was opened before.
  node.hidePopover()
  node.showPopover()
  toastTimer = setTimeout(() => node.hidePopover(), toastMs)
}

/**
 * A wish that was not granted is told, and nothing else breaks.
 * @param {Error} error
 */
export const tell = (error) => toast(error.message)

/** @param {string} text */
export async function copy(text) {
  await navigator.clipboard?.writeText(text).catch(() => undefined)
  toast(words().copied)
}

/**
 * A dialog in the middle (on a phone: at the bottom) with a way to close it. Resolves when it is closed.
 * @param {string} title
 * @param {...Child} content
 */
export function sheet(title, ...content) {
  const dialog = el(
    'dialog',
    { class: 'sheet', 'aria-label': title },
    el('header', {}, el('h2', {}, title), closeButton()),
    el('div', { class: 'sheet-body' }, content),
  )
  return open(dialog)
}

/**
 * What the bot wants to be read before anything else.
 * @param {string} text
 */
export function alertBox(text) {
  const ok = button({ class: 'filled wide', data: { close: '' }, autofocus: true }, 'OK')
  return open(el('dialog', { class: 'sheet alert', role: 'alertdialog', 'aria-label': text }, el('p', {}, text), ok))
}

/**
 * Asks for a few values; resolves with them, or with undefined when the person thought better of it.
 * @param {string} title
 * @param {Child[]} fields
 * @param {string} action
 */
export function ask(title, fields, action) {
  /** @type {FormData | undefined} */
  let answer
  const form = el('form', { method: 'dialog', class: 'fields' }, fields, el('button', { class: 'filled wide' }, action))
  form.addEventListener('submit', () => (answer = new FormData(form)))
  return sheet(title, form).then(() => answer)
}

/**
 * @param {string} name
 * @param {string} label
 * @param {Props} [props]
 */
export function field(name, label, props = {}) {
  return el('label', { class: 'field' }, el('span', {}, label), el('input', { name, autocomplete: 'off', ...props }))
}

function closeButton() {
  return button({ class: 'round-button', data: { close: '' }, 'aria-label': words().close }, icon('close'))
}

/** @param {HTMLDialogElement} dialog */
function open(dialog) {
  document.body.append(dialog)
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || closest(event, '[data-close]')) dialog.close()
  })
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(undefined)
    })
  })
}

/** @typedef {{ name: string, sign: string, act: () => unknown, danger?: boolean }} MenuItem */

/**
 * A small menu at a point; arrows walk, Escape leaves, the focus returns.
 * @param {{ x: number, y: number }} point
 * @param {MenuItem[]} items
 */
export function menu({ x, y }, items) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement)
  const leaving = new AbortController()
  const keyOf = (/** @type {MenuItem} */ { name, sign, act, danger }) =>
    button(
      { role: 'menuitem', class: danger ? 'danger' : '', on: { click: () => (close(), act()) } },
      icon(sign),
      el('span', {}, name),
    )
  const keys = items.map(keyOf)
  // It closes by its own rules: an automatic one would go with the same press of the mouse that has opened it.
  const list = el('div', { class: 'popup', role: 'menu', popover: 'manual' }, keys)

  function close() {
    leaving.abort()
    list.remove()
    before?.focus({ preventScroll: true })
  }
  list.addEventListener('keydown', ({ key }) => ['Escape', 'Tab'].includes(key) && close())
  list.addEventListener('keydown', (event) => walk(event, keys))
  const { signal } = leaving
  const closeOutside = (/** @type {Event} */ { target }) => list.contains(/** @type {Node} */ (target)) || close()
  document.addEventListener('pointerdown', closeOutside, { capture: true, signal })
  addEventListener('resize', close, { signal })

  inside(document, 'main').append(list)
  list.showPopover()
  const { width, height } = list.getBoundingClientRect()
  list.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`
  list.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`
  keys[0].focus()
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} keys
 */
function walk(event, keys) {
  if (['ArrowDown', 'ArrowUp', 'Escape', 'Tab'].includes(event.key)) event.preventDefault()
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const at = keys.findIndex((key) => key === document.activeElement)
  if (step) keys.at((at + step) % keys.length)?.focus()
}
