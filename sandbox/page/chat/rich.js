/** @import { RichBlock, RichBlockCaption, RichBlockListItem, RichBlockTable, RichBlockTableCell, RichMessage, RichText } from 'grammy/types' */
/** @import { Child } from '../dom.js' */
import { el } from '../dom.js'
import { language } from '../texts.js'
import { codeBlock, link, moment, spoiler, unfolding } from './entities.js'
import { keyOf } from './keyboard.js'

/**
 * The blocks of a rich message, each simply and none left out: what is not known here shows its name.
 * @param {Partial<RichMessage>} message as the bot has sent it
 */
export function renderRich({ blocks = [], is_rtl }) {
  return [el('div', { class: 'rich', ...(is_rtl ? { dir: 'rtl' } : {}) }, blocks.map(block))]
}

/** @param {RichBlock} shown @returns {HTMLElement} */
function block(shown) {
  switch (shown.type) {
    case 'paragraph':
      return el('p', {}, text(shown.text))
    case 'heading':
      // A message has no headings of the page, only lines that look like some.
      return el('p', { class: `heading size-${shown.size}` }, text(shown.text))
    case 'pre':
      return codeBlock(plainText(shown.text), shown.language)
    case 'footer':
      return el('p', { class: 'footer' }, text(shown.text))
    case 'divider':
      return el('hr')
    case 'mathematical_expression':
      return el('div', { class: 'formula block' }, shown.expression)
    case 'anchor':
      return el('span', { data: { anchor: shown.name } })
    case 'list':
      return el('ul', {}, shown.items.map(item))
    case 'blockquote':
      return el('blockquote', { class: 'block' }, shown.blocks.map(block), credit(shown))
    case 'expandable_blockquote':
      return unfolding([...text(shown.text), credit(shown)].filter(Boolean))
    case 'pullquote':
      return el('blockquote', { class: 'block pull' }, text(shown.text), credit(shown))
    case 'table':
      return table(shown)
    case 'details':
      return el('details', { open: shown.is_open }, el('summary', {}, text(shown.summary)), shown.blocks.map(block))
    case 'collage':
    case 'slideshow':
      return el('div', {}, shown.blocks.map(block), caption(shown))
    case 'buttons':
      return el(
        'div',
        { class: 'rich-buttons' },
        shown.buttons.map((one) => keyOf(one, text(one.text))),
      )
    case 'thinking':
      return el('p', { class: 'thinking' }, text(shown.text))
    default:
      return el('p', { class: 'footer' }, `[${shown.type}]`, caption(shown))
  }
}

/** @param {Omit<RichBlockListItem, 'label'> & { label?: string }} item as the bot has sent it */
function item({ label = '•', blocks, has_checkbox, is_checked, value }) {
  const mark = has_checkbox ? (is_checked ? '☑' : '☐') : value === undefined ? label : `${value}.`
  return el('li', {}, el('span', { class: 'mark' }, mark), el('div', {}, blocks.map(block)))
}

/** @param {RichBlockTable} shown */
function table({ cells, caption: title, is_bordered, is_striped }) {
  /** @param {RichBlockTableCell} cell */
  const cell = ({ text: shown = '', is_header, colspan, rowspan, align }) =>
    el(is_header ? 'th' : 'td', { colspan, rowspan, class: `align-${align ?? 'left'}` }, text(shown))
  const rows = cells.map((row) => el('tr', {}, row.map(cell)))
  const name = `${is_bordered ? 'bordered' : ''} ${is_striped ? 'striped' : ''}`.trim()
  return el(
    'div',
    { class: 'table block', tabindex: 0 },
    el('table', { class: name }, title && el('caption', {}, text(title)), el('tbody', {}, rows)),
  )
}

/** @param {{ credit?: RichText }} shown */
const credit = (shown) => shown.credit && el('cite', {}, text(shown.credit))
/** @param {object & { caption?: RichBlockCaption }} shown */
const caption = (shown) => shown.caption && el('p', { class: 'footer' }, text(shown.caption.text ?? ''))

/** @type {Record<string, keyof HTMLElementTagNameMap>} */
const tags = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  subscript: 'sub',
  superscript: 'sup',
  marked: 'mark',
  code: 'code',
}

/** @param {RichText} shown @returns {Child[]} */
function text(shown) {
  if (typeof shown === 'string') return [shown]
  if (Array.isArray(shown)) return shown.flatMap(text)
  return [piece(shown)]
}

/** @param {Exclude<RichText, string | RichText[]>} shown @returns {Child} */
function piece(shown) {
  const nodes = 'text' in shown ? text(shown.text) : []
  if (tags[shown.type]) return el(tags[shown.type], {}, nodes)
  switch (shown.type) {
    case 'spoiler':
      return spoiler(nodes)
    case 'date_time':
      return moment(shown.unix_time, shown.date_time_format, plainText(shown.text))
    case 'custom_emoji':
      return shown.alternative_text
    case 'mathematical_expression':
      return el('span', { class: 'formula' }, shown.expression)
    case 'url':
      return link(shown.url, nodes)
    case 'email_address':
      return link(`mailto:${shown.email_address}`, nodes)
    case 'phone_number':
      return link(`tel:${shown.phone_number}`, nodes)
    case 'mention':
      return el('a', { href: '#', data: { act: 'mention', name: shown.username } }, nodes)
    case 'bot_command':
      return el('a', { href: '#', data: { act: 'command', command: shown.bot_command } }, nodes)
    case 'button':
      return keyOf(shown.button, text(shown.button.text))
    default:
      return el('span', { class: shown.type, lang: language() }, nodes)
  }
}

/** @param {RichText} shown @returns {string} */
export function plainText(shown) {
  if (typeof shown === 'string') return shown
  if (Array.isArray(shown)) return shown.map(plainText).join('')
  if ('expression' in shown) return shown.expression
  if ('alternative_text' in shown) return shown.alternative_text
  return 'text' in shown ? plainText(shown.text) : ''
}
