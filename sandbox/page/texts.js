import { en } from './texts/en.js'
import { ru } from './texts/ru.js'

/** The page speaks the language of the person's app; what the bot says is the bot's. */
let current = navigator.language.startsWith('ru') ? 'ru' : 'en'

export const language = () => current
/** How times, dates and numbers are written. */
export const locale = () => (current === 'ru' ? 'ru-RU' : 'en-GB')
export const words = () => (current === 'ru' ? ru : en)

/** @param {string} selector */
const marked = (selector) => /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(selector))

export function speak(code) {
  current = code.startsWith('ru') ? 'ru' : 'en'
  document.documentElement.lang = current
  for (const node of marked('[data-t]')) node.textContent = words()[node.dataset.t]
  for (const node of marked('[data-label]')) {
    node.setAttribute('aria-label', words()[node.dataset.label])
    if (node.matches('button, a')) node.title = words()[node.dataset.label]
    if (node.matches('input, textarea')) node.placeholder = words()[node.dataset.label]
  }
}

export const timeOf = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit' })

export function dayOf(seconds) {
  const day = new Date(seconds * 1000)
  const ago = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86_400_000)
  if (ago === 0 || ago === 1) return ago === 0 ? words().today : words().yesterday
  return day.toLocaleDateString(locale(), { day: 'numeric', month: 'long' })
}

/** An amount in the smallest unit of its currency; Stars have no smaller one. */
export function money(amount, currency) {
  const format = new Intl.NumberFormat(locale(), { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0))
}
