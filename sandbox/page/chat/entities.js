/** @import { MessageEntity } from 'grammy/types' */
/** @import { Child } from '../dom.js' */
import { button, el } from '../dom.js'
import { icon } from '../icons.js'
import { locale, words } from '../texts.js'
import { highlight } from './highlight.js'

/**
 * Text and entities as nodes.
 * @param {string} text
 * @param {MessageEntity[]} [entities]
 */
export function render(text, entities = []) {
  const sorted = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length)
  return inside(text, sorted, 0, text.length)
}

/**
 * @param {string} text
 * @param {MessageEntity[]} entities sorted
 * @param {number} from
 * @param {number} to
 * @returns {(Node | string)[]}
 */
function inside(text, entities, from, to) {
  /** @type {(Node | string)[]} */
  const nodes = []
  let at = from
  for (const [index, entity] of entities.entries()) {
    if (entity.offset < at) continue
    const end = Math.min(entity.offset + entity.length, to)
    if (entity.offset > at) nodes.push(between(text.slice(at, entity.offset), nodes.at(-1), entity))
    const inner = entities.slice(index + 1).filter((other) => other.offset >= entity.offset && other.offset < end)
    nodes.push(element(entity, text.slice(entity.offset, end), inside(text, inner, entity.offset, end)))
    at = end
  }
  if (at < to) nodes.push(between(text.slice(at, to), nodes.at(-1)))
  return nodes
}

const blocks = new Set(['pre', 'blockquote', 'expandable_blockquote'])

/**
 * A block stands on lines of its own: the line breaks around it are its own too.
 * @param {string} text
 * @param {Node | string | undefined} before
 * @param {MessageEntity} [next]
 */
function between(text, before, next) {
  const after = before instanceof Element && before.classList.contains('block') ? text.replace(/^\n+/, '') : text
  return next && blocks.has(next.type) ? after.replace(/\n+$/, '') : after
}

/** @type {Record<string, keyof HTMLElementTagNameMap>} */
const tags = { bold: 'b', italic: 'i', underline: 'u', strikethrough: 's' }

/**
 * @param {MessageEntity} entity
 * @param {string} raw
 * @param {Child[]} nodes
 */
function element(entity, raw, nodes) {
  switch (entity.type) {
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strikethrough':
      return el(tags[entity.type], {}, nodes)
    case 'code':
      return el('code', { data: { act: 'copy' }, title: words().copy }, nodes)
    case 'pre':
      return codeBlock(raw, entity.language)
    case 'blockquote':
      return el('blockquote', { class: 'block' }, nodes)
    case 'expandable_blockquote':
      return unfolding(nodes)
    case 'spoiler':
      return spoiler(nodes)
    case 'text_link':
    case 'url':
      return link(entity.type === 'text_link' ? entity.url : /^[a-z]+:/i.test(raw) ? raw : `https://${raw}`, nodes)
    case 'email':
      return link(`mailto:${raw}`, nodes)
    case 'phone_number':
      return link(`tel:${raw.replaceAll(/[^+\d]/g, '')}`, nodes)
    case 'bot_command':
      return el('a', { href: '#', data: { act: 'command', command: raw } }, nodes)
    case 'mention':
      return el('a', { href: '#', data: { act: 'mention', name: raw.slice(1) } }, nodes)
    case 'text_mention':
      return el('span', { class: 'mention', title: `id ${entity.user?.id}` }, nodes)
    case 'date_time':
      return moment(entity.unix_time, entity.date_time_format, raw)
    case 'custom_emoji':
      return el('span', { class: 'custom-emoji', title: `custom emoji ${entity.custom_emoji_id}` }, nodes)
    default:
      return el('span', { class: entity.type }, nodes)
  }
}

/**
 * @param {string} raw
 * @param {string} [name] of the language
 */
export function codeBlock(raw, name) {
  const copy = button({ class: 'copy', data: { act: 'copy-block' } }, icon('copy'), el('span', {}, words().copy))
  return el(
    'div',
    { class: 'code block' },
    el('div', { class: `code-head${name ? '' : ' nameless'}` }, el('span', {}, name ?? ''), copy),
    el('pre', { tabindex: 0 }, el('code', {}, highlight(raw, name))),
  )
}

/** @param {Child[]} nodes */
export function unfolding(nodes) {
  const more = button({ class: 'unfold', data: { act: 'unfold' }, 'aria-label': words().unfold }, icon('down'))
  return el('blockquote', { class: 'block expandable' }, el('div', {}, nodes), more)
}

/** @param {Child[]} nodes */
export function spoiler(nodes) {
  const props = { class: 'spoiler', data: { act: 'reveal' }, role: 'button', tabindex: 0, 'aria-label': words().hidden }
  return el('span', props, el('span', {}, nodes))
}

/**
 * @param {string} url
 * @param {Child[]} nodes
 */
export function link(url, nodes) {
  const href = /^(https?|mailto|tel|tg|ton):/i.test(url) ? url : '#'
  return el('a', { href, rel: 'noopener noreferrer', target: '_blank', data: { act: 'link' } }, nodes)
}

/**
 * By the person's own clock: weekday, short or long date, short or long time, or how long it is until then.
 * @param {number} unixTime
 * @param {string | undefined} format
 * @param {string} raw
 */
export function moment(unixTime, format, raw) {
  const date = new Date(unixTime * 1000)
  const shown = format === 'r' ? relative(unixTime) : format ? absolute(date, format) : raw
  return el('time', { datetime: date.toISOString(), title: date.toLocaleString(locale()) }, shown)
}

/**
 * @param {Date} date
 * @param {string} format
 */
function absolute(date, format) {
  const has = (/** @type {string} */ letter) => format.includes(letter)
  return date.toLocaleString(locale(), {
    ...(has('w') ? { weekday: 'long' } : {}),
    ...(has('d') ? { day: '2-digit', month: '2-digit', year: 'numeric' } : {}),
    ...(has('D') ? { day: 'numeric', month: 'long', year: 'numeric' } : {}),
    ...(has('t') || has('T') ? { hour: '2-digit', minute: '2-digit' } : {}),
    ...(has('T') ? { second: '2-digit' } : {}),
  })
}

/** @type {{ unit: Intl.RelativeTimeFormatUnit, length: number }[]} */
const units = [
  { unit: 'day', length: 86_400 },
  { unit: 'hour', length: 3600 },
  { unit: 'minute', length: 60 },
]

/** @param {number} unixTime */
function relative(unixTime) {
  const seconds = unixTime - Date.now() / 1000
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' })
  for (const { unit, length } of units)
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit)
  return format.format(Math.round(seconds), 'second')
}
