/** @import { Child } from '../dom.js' */
/** @import { Key, TextKey } from '../types.ts' */
import { button, el } from '../dom.js'
import { icon } from '../icons.js'

/**
 * The keys under a message. What a key does is written on it, so that a key may change without being replaced.
 * @param {TextKey[][]} rows
 */
export function renderKeyboard(rows) {
  return el(
    'div',
    { class: 'keyboard' },
    rows.map((row) =>
      el(
        'div',
        { class: 'keys' },
        row.map((one) => keyOf(one, label(one))),
      ),
    ),
  )
}

const kinds = [
  'callback_data',
  'url',
  'copy_text',
  'pay',
  'receipt',
  'disabled',
  'web_app',
  'login_url',
  'switch_inline_query',
]

/**
 * @param {Key} one
 * @param {Child[]} content
 */
export function keyOf(one, content) {
  const kind = kinds.find((name) => name in one) ?? 'unknown'
  return button(
    {
      class: `key ${one.style ?? ''}`.trim(),
      data: { act: 'key', kind, value: valueOf(one, kind) },
      disabled: kind === 'disabled',
    },
    el('span', {}, content),
    cornerOf(kind),
  )
}

/**
 * @param {Key} one
 * @param {string} kind
 */
function valueOf(one, kind) {
  if (kind === 'copy_text' && 'copy_text' in one) return one.copy_text.text
  const [, value] = Object.entries(one).find(([name]) => name === kind) ?? []
  return typeof value === 'object' ? '' : String(value ?? '')
}

/**
 * On a Pay button Telegram shows its own star.
 * @param {TextKey} key
 */
function label(key) {
  if (!('pay' in key && key.pay)) return [key.text]
  return key.text.split(/(⭐️?|XTR)/).map((part) => (/^(⭐️?|XTR)$/.test(part) ? icon('star', 'gold') : part))
}

/** @param {string} kind */
function cornerOf(kind) {
  if (kind === 'url') return icon('out', 'corner')
  if (kind === 'copy_text') return icon('copy', 'corner')
  return undefined
}
