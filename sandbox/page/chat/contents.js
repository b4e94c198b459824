/** @import { Child } from '../dom.js' */
/** @import { Document, PhotoSize, RichBlock, Voice } from 'grammy/types' */
/** @import { Message } from '../types.ts' */
import { button, el } from '../dom.js'
import { icon } from '../icons.js'
import { price } from '../price.js'
import { locale, words } from '../texts.js'
import { render } from './entities.js'
import { plainText, renderRich } from './rich.js'

/**
 * What a message says, as nodes for its bubble.
 * @param {Message} message
 * @returns {Child[]}
 */
export function contentsOf(message) {
  if (message.text !== undefined) return render(message.text, message.entities)
  if (message.rich_message) return renderRich(message.rich_message)
  if (message.invoice) return [invoice(message.invoice)]
  const node = media(message)
  return message.caption ? [node, ...render(message.caption, message.caption_entities)] : [node]
}

/**
 * How the bubble fits: a sticker needs none, a picture without words fills it.
 * @param {Message} message
 */
export function kindOf(message) {
  if (message.sticker) return 'bare'
  if (message.caption) return ''
  if (message.photo || message.video || message.location) return 'only-picture'
  return message.document || message.voice ? 'only-file' : ''
}

/** @param {Message} message */
function media(message) {
  if (message.photo) return photo(message.photo)
  if (message.document) return file(message.document)
  if (message.voice) return voice(message.voice)
  if (message.video) return el('div', { class: 'picture video' }, icon('play'), duration(message.video.duration))
  if (message.location) return el('div', { class: 'picture map' }, icon('pin'))
  if (message.sticker) return el('div', { class: 'sticker' }, message.sticker.emoji ?? '🙂')
  return el('span', { class: 'quiet' }, words().unknownKind)
}

/**
 * The stand-ins that people send here have no file behind them.
 * @param {string} id
 */
const isKept = (id) => !id.startsWith('sandbox-')
const fileUrl = (/** @type {string} */ id) => `/person/files/${encodeURIComponent(id)}`

/** @param {PhotoSize[]} sizes from the smallest to the largest */
function photo(sizes) {
  const { file_id, width, height } = sizes[sizes.length - 1]
  if (!isKept(file_id)) return el('div', { class: 'picture photo' }, icon('image'))
  return el('img', { class: 'picture', src: fileUrl(file_id), width, height, alt: words().attachments.photo })
}

/** @param {Document} document */
function file({ file_id, file_name, file_size }) {
  const about = [
    el('span', { class: 'round' }, icon(isKept(file_id) ? 'download' : 'file')),
    el('span', { class: 'about' }, el('b', {}, file_name ?? words().file), el('small', {}, sizeOf(file_size))),
  ]
  if (!isKept(file_id)) return el('div', { class: 'file' }, about)
  return el('a', { class: 'file', href: fileUrl(file_id), download: file_name, data: { act: 'file' } }, about)
}

/** @param {Voice} voice */
function voice({ duration: seconds }) {
  const bars = Array.from({ length: 28 }, (_, index) => el('i', { class: `h${(index * 7 + (index % 5) * 3) % 9}` }))
  return el(
    'div',
    { class: 'voice' },
    el('span', { class: 'round' }, icon('play')),
    el('span', { class: 'bars' }, bars),
    duration(seconds),
  )
}

/** @param {number} seconds */
const duration = (seconds) => el('small', {}, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`)

function sizeOf(bytes = 0) {
  const unit = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2
  const number = (bytes / 1024 ** unit).toLocaleString(locale(), { maximumFractionDigits: 1 })
  return `${number} ${words().bytes[unit]}`
}

/** @param {NonNullable<Message['invoice']>} invoice */
function invoice({ title, description, total_amount, currency }) {
  return el(
    'div',
    { class: 'invoice' },
    el('span', { class: 'goods' }, icon('star', 'gold')),
    el('b', {}, title),
    el('span', { class: 'line' }, description),
    el('span', { class: 'price' }, price(total_amount, currency)),
  )
}

/**
 * What happened, in the middle of the chat; undefined when the message is none of these.
 * @param {Message} message
 */
export function serviceOf(message) {
  const { successful_payment: paid, refunded_payment: refunded, forum_topic_created: topic } = message
  if (paid) {
    const said = paid.is_recurring && !paid.is_first_recurring ? words().renewed : words().paid
    return button({ data: { act: 'receipt' } }, `${said} `, price(paid.total_amount, paid.currency))
  }
  if (refunded)
    return button({ data: { act: 'receipt' } }, `${words().refunded} `, price(refunded.total_amount, refunded.currency))
  if (topic) return el('span', {}, `${words().topicOpened} «${topic.name}»`)
  return undefined
}

/**
 * A line of plain text for lists, quotes and copying.
 * @param {Message | undefined} message
 */
export function summaryOf(message) {
  if (!message) return ''
  if (message.text !== undefined) return message.text
  if (message.rich_message) return (message.rich_message.blocks ?? []).map(plainBlock).join(' ')
  if (message.invoice) return `${words().invoice}: ${message.invoice.title}`
  if (message.successful_payment) return words().paid
  if (message.refunded_payment) return words().refunded
  if (message.forum_topic_created) return message.forum_topic_created.name
  if (message.document) return message.document.file_name ?? words().file
  const kind = Object.keys(words().attachments).find((name) => name in message)
  return message.caption ?? (kind ? words().attachments[kind] : words().unknownKind)
}

/** @param {RichBlock} block */
const plainBlock = (block) => ('text' in block ? plainText(block.text) : '')
