/** @import { Draft } from '../types.ts' */
import { el } from '../dom.js'
import { icon } from '../icons.js'
import { timeOf, words } from '../texts.js'
import { contentsOf, kindOf, serviceOf, summaryOf } from './contents.js'
import { render } from './entities.js'
import { renderKeyboard } from './keyboard.js'

/** One message as a row of the chat. `look` knows who looks: {personId, isGroup, isTaken}. */
export function renderMessage(message, look) {
  const data = { id: message.message_id }
  const service = serviceOf(message)
  if (service) return el('article', { class: 'row service', data, tabindex: -1 }, service)
  const isMine = message.from?.id === look.personId
  const markup = message.reply_markup?.inline_keyboard
  return el(
    'article',
    { class: `row ${isMine ? 'mine' : 'theirs'}`, data, tabindex: -1 },
    look.isGroup && !isMine && avatar(message.from),
    el(
      'div',
      { class: `stack${markup ? ' with-keys' : ''}` },
      bubble(message, look, isMine),
      markup && renderKeyboard(message.reply_markup),
    ),
  )
}

function bubble(message, look, isMine) {
  const contents = contentsOf(message)
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
    message.bot_reaction?.length > 0 &&
      el('span', { class: 'reactions' }, message.bot_reaction.map(({ emoji }) => emoji ?? '⭐').join(' ')),
  )
}

/** The time stands in the last line, or below a block that ends the text. */
function meta(message, look, isMine, last) {
  const isEdited = message.edit_date && isMine
  const isBelow = last instanceof Element && last.classList.contains('block')
  return el(
    'span',
    { class: isBelow ? 'meta below' : 'meta' },
    isEdited && `${words().edited} `,
    el('time', { datetime: new Date(message.date * 1000).toISOString() }, timeOf(message.date)),
    isMine && ticks(look.isTaken(message)),
  )
}

/** One tick: it waits for the bot; two: the bot has taken it. */
export function ticks(isTaken) {
  const said = isTaken ? words().taken : words().waiting
  return el(
    'span',
    { class: 'ticks', title: said, role: 'img', 'aria-label': said },
    icon(isTaken ? 'checks' : 'check'),
  )
}

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
  const contents = rich ? contentsOf({ rich_message: rich }) : render(text, entities)
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

export function avatar(who, large = false) {
  const name = who?.first_name ?? who?.title ?? '?'
  return el(
    'span',
    {
      class: `avatar colour-${who?.is_bot ? 'bot' : colourOf(who?.id)}${large ? ' large' : ''}`,
      'aria-hidden': 'true',
    },
    [...name][0]?.toUpperCase() ?? '?',
  )
}
