/** @import { Bot } from './types.ts' */
import { avatar } from './chat/message.js'
import { el } from './dom.js'
import { words } from './texts.js'

/**
 * What stands in a chat before the first word.
 * @param {Bot} bot
 * @param {string} description
 */
export function welcome(bot, description) {
  return el(
    'div',
    { class: 'welcome' },
    avatar(bot, true),
    el('h2', {}, bot.first_name),
    el('p', {}, description || words().empty),
  )
}
