import { button, el } from '../dom.js'
import { icon } from '../icons.js'

/** The keys under a message. What a key does is written on it, so that a key may change without being replaced. */
export function renderKeyboard({ inline_keyboard: rows }) {
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

export function keyOf(one, content) {
  const kind = kinds.find((name) => name in one) ?? 'unknown'
  const value = kind === 'copy_text' ? one.copy_text.text : (one[kind] ?? '')
  return button(
    {
      class: `key ${one.style ?? ''}`.trim(),
      data: { act: 'key', kind, value: typeof value === 'object' ? '' : String(value) },
      disabled: kind === 'disabled',
    },
    el('span', {}, content),
    cornerOf(kind),
  )
}

/** On a Pay button Telegram shows its own star. */
function label({ text, pay }) {
  if (!pay) return [text]
  return text.split(/(⭐️?|XTR)/).map((part) => (/^(⭐️?|XTR)$/.test(part) ? icon('star', 'gold') : part))
}

function cornerOf(kind) {
  if (kind === 'url') return icon('out', 'corner')
  if (kind === 'copy_text') return icon('copy', 'corner')
  return undefined
}
