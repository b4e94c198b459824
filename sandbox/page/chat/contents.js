/** @import { Child } from '../dom.js' */
/** @import { RichBlock } from 'grammy/types' */
/** @import { Message } from '../types.ts' */
import { button, el } from '../dom.js'
import { icon } from '../icons.js'
import { price } from '../price.js'
import { words } from '../texts.js'
import { render } from './entities.js'
import { mediaOf } from './media.js'
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
  const node = mediaOf(message) ?? el('span', { class: 'quiet' }, words().unknownKind)
  return message.caption ? [node, ...render(message.caption, message.caption_entities)] : [node]
}

/**
 * How the bubble fits: a sticker needs none, a picture without words fills it.
 * @param {Message} message
 */
export function kindOf(message) {
  if (message.sticker || message.video_note) return 'bare'
  if (message.caption) return ''
  if (message.photo || message.video || message.location) return 'only-picture'
  return message.document || message.voice || message.audio ? 'only-file' : ''
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
