/** @import { Bot } from './types.ts' */
import * as api from './api.js'
import { avatar } from './chat/message.js'
import { offerDemo } from './demo-data.js'
import { tell } from './dialogs.js'
import { button, el } from './dom.js'
import { words } from './texts.js'

/**
 * What stands in a chat before the first word.
 * @param {Bot} bot
 * @param {string} description
 * @param {number} personId
 */
export function welcome(bot, description, personId) {
  const place = el('div', {})
  api
    .startOffer()
    .then(({ payload }) => payload && place.append(ownerKey(personId, payload)))
    .catch(tell)
  offerDemo(place)
  return el(
    'div',
    { class: 'welcome' },
    avatar(bot, true),
    el('h2', {}, bot.first_name),
    el('p', {}, description || words().empty),
    place,
  )
}

/**
 * While the bot has no owner, the player may become it.
 * @param {number} personId
 * @param {string} payload
 */
function ownerKey(personId, payload) {
  return button({ class: 'tonal', on: { click: () => api.start(personId, payload).catch(tell) } }, words().becomeOwner)
}
