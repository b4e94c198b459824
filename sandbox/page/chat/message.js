/** @import { ReactionType } from 'grammy/types' */
/** @import { Child } from '../dom.js' */
/** @import { Draft, Look, Message } from '../types.ts' */
import { el } from '../dom.js'
import { icon } from '../icons.js'
import { timeOf, words } from '../texts.js'
import { contentsOf, kindOf, serviceOf, summaryOf } from './contents.js'
import { render } from './entities.js'
import { renderKeyboard } from './keyboard.js'
import { renderRich } from './rich.js'

/**
 * One message as a row of the chat.
 * @param {Message} message
 * @param {Look} look
 */
export function renderMessage(message, look) {
  const data = { id: message.message_id }
  const service = serviceOf(message)
  if (service) return el('article', { class: 'row service', data, tabindex: -1 }, service)
  const isMine = message.from?.id === look.personId
  const keys = message.reply_markup?.inline_keyboard
  return el(
    'article',
    { class: `row ${isMine ? 'mine' : 'theirs'}`, data, tabindex: -1 },
    look.isGroup && !isMine && avatar(message.from),
    el(
      'div',
      { class: `stack${keys ? ' with-keys' : ''}` },
      bubble(message, look, isMine),
      keys && renderKeyboard(keys),
    ),
  )
}

/**
 * @param {Message} message
 * @param {Look} look
 * @param {boolean} isMine
 */
function bubble(message, look, isMine) {
  const contents = contentsOf(message)
  const reactions = message.bot_reaction ?? []
  return el(
    'div',
    { class: `bubble ${kindOf(message)}` },
    look.isGroup &&
      !isMine &&
      el(
        'span',
        { class: `name colour-${message.from?.is_bot ? 'bot' : colourOf(message.from?.id)}` },
        message.from?.first_name ?? '',
      ),
    message.reply_to_message && quote(message.reply_to_message),
    el('div', { class: 'body' }, contents, meta(message, look, isMine, contents.at(-1))),
    reactions.length > 0 && el('span', { class: 'reactions' }, reactions.map(signOf).join(' ')),
  )
}

/** @param {ReactionType} reaction */
const signOf = (reaction) => ('emoji' in reaction ? reaction.emoji : '⭐')

/**
 * The time stands in the last line, or below a block that ends the text.
 * @param {Message} message
 * @param {Look} look
 * @param {boolean} isMine
 * @param {Child} last
 */
function meta(message, look, isMine, last) {
  const isEdited = isMine && message.edit_date !== undefined
  const isBelow = last instanceof Element && last.classList.contains('block')
  return el(
    'span',
    { class: isBelow ? 'meta below' : 'meta' },
    isEdited && `${words().edited} `,
    el('time', { datetime: new Date(message.date * 1000).toISOString() }, timeOf(message.date)),
    isMine && ticks(look.isTaken(message)),
  )
}

/**
 * One tick: it waits for the bot; two: the bot has taken it.
 * @param {boolean} isTaken
 */
export function ticks(isTaken) {
  const said = isTaken ? words().taken : words().waiting
  return el(
    'span',
    { class: 'ticks', title: said, role: 'img', 'aria-label': said },
    icon(isTaken ? 'checks' : 'check'),
  )
}

/** @param {Message} message */
function quote(message) {
  return el(
    'a',
    { class: 'quoted', href: '#', data: { act: 'jump', to: message.message_id } },
    el('b', {}, message.from?.first_name ?? ''),
    el('span', {}, summaryOf(message)),
  )
}

/**
 * A message being written: it grows, and may be stopped.
 * @param {Draft} draft
 */
export function renderDraft({ draftId, text, entities, canStop, rich_message: rich }) {
  const contents = rich ? renderRich(rich) : render(text, entities)
  return el(
    'article',
    { class: 'row theirs draft last', 'aria-live': 'off', data: { draft: draftId } },
    el(
      'div',
      { class: 'stack' },
      el(
        'div',
        { class: 'bubble' },
        el(
          'div',
          { class: 'body' },
          contents,
          contents.length === 0 && el('span', { class: 'thinking' }, words().thinking),
          el('i', { class: 'caret' }),
        ),
      ),
      canStop &&
        el(
          'button',
          { type: 'button', class: 'stop', data: { act: 'stop', draft: draftId } },
          icon('stop'),
          words().stop,
        ),
    ),
  )
}

const colours = 7
const colourOf = (id = 0) => Math.abs(id) % colours

/**
 * @param {{ id: number, first_name?: string, title?: string, is_bot?: boolean } | undefined} who
 * @param {boolean} [large]
 */
export function avatar(who, large = false) {
  const name = who?.first_name ?? who?.title ?? '?'
  return el(
    'span',
    {
      class: `avatar colour-${who?.is_bot ? 'bot' : colourOf(who?.id)}${large ? ' large' : ''}`,
      'aria-hidden': 'true',
    },
    Array.from(name)[0]?.toUpperCase() ?? '?',
  )
}
