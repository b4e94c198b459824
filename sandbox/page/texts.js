/** @import { Words } from './texts/en.js' */
import { en } from './texts/en.js'
import { ru } from './texts/ru.js'

/** The page speaks the language of the person's app; what the bot says is the bot's. */
let current = navigator.language.startsWith('ru') ? 'ru' : 'en'

export const language = () => current
/** How times, dates and numbers are written. */
export const locale = () => (current === 'ru' ? 'ru-RU' : 'en-GB')
export const words = () => (current === 'ru' ? ru : en)
/** One that an element of index.html asks for. */
const word = (/** @type {string | undefined} */ name) =>
  /** @type {string} */ (words()[/** @type {keyof Words} */ (name)])

/** @param {string} selector */
const marked = (selector) => /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(selector))

/** @param {string} code of a language */
export function speak(code) {
  current = code.startsWith('ru') ? 'ru' : 'en'
  document.documentElement.lang = current
  for (const node of marked('[data-t]')) node.textContent = word(node.dataset.t)
  for (const node of marked('[data-label]')) {
    node.setAttribute('aria-label', word(node.dataset.label))
    if (node.matches('button, a')) node.title = word(node.dataset.label)
    if (node.matches('input, textarea')) node.placeholder = word(node.dataset.label)
  }
}

/** @param {number} seconds */
export const timeOf = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit' })

/** @param {number} seconds */
export function dayOf(seconds) {
  const day = new Date(seconds * 1000)
  const ago = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86_400_000)
  if (ago === 0 || ago === 1) return ago === 0 ? words().today : words().yesterday
  return day.toLocaleDateString(locale(), { day: 'numeric', month: 'long' })
}

/**
 * An amount in the smallest unit of its currency; Stars have no smaller one.
 * @param {number} amount
 * @param {string} currency
 */
export function money(amount, currency) {
  const format = new Intl.NumberFormat(locale(), { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0))
}
