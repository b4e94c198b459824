/** @import { Session } from '../session.js' */
/** @import { Message } from '../types.ts' */
import * as api from '../api.js'
import { alertBox, copy, tell, toast } from '../dialogs.js'
import { openPaySheet } from '../pay.js'
import { words } from '../texts.js'

/**
 * What the key under a message does.
 * @param {Session} session
 * @param {Message} message
 * @param {HTMLButtonElement} key
 */
export function pressKey(session, message, key) {
  const { kind, value = '' } = key.dataset
  if (kind === 'pay') return openPaySheet(session.person, { message_id: message.message_id, ...otherChat(session) })
  if (kind === 'url') return isChannel(session, value) ? join(session, message, key) : openUrl(session, value)
  if (kind === 'copy_text') return copy(value)
  if (kind !== 'callback_data') return toast(words().unknownKey)
  return askBot(session, message, key)
}

/**
 * There are no channels to look into here: opening one joins it.
 * @param {Session} session
 * @param {Message} message
 * @param {HTMLButtonElement} key
 */
async function join(session, message, key) {
  await api.press(session.person.id, session.where, message.message_id, key.textContent ?? '').catch(tell)
  toast(words().joined)
}

/**
 * @param {Session} session
 * @param {string} url
 */
function isChannel(session, url) {
  const [, name] = /^https:\/\/t\.me\/(\w+)$/.exec(url) ?? []
  return name !== undefined && !isOfBot(session, name)
}

/**
 * Telegram keeps its own links inside: invoices, and the way to a bot.
 * @param {Session} session
 * @param {string} url
 */
export function openUrl(session, url) {
  if (url.startsWith('https://t.me/$')) return openPaySheet(session.person, { link: url })
  const [, name, payload] = /^https:\/\/t\.me\/(\w+)(?:\?start=([\w-]+))?$/.exec(url) ?? []
  if (name && isOfBot(session, name)) return openName(session, name, payload)
  window.open(url, '_blank', 'noopener')
}

/**
 * @param {Session} session
 * @param {string} name
 * @param {string} [payload] of the link to the bot
 */
export async function openName(session, name, payload) {
  if (!isOfBot(session, name)) return toast(words().noSuchName(name))
  await session.go(session.person.id)
  if (payload) await api.start(session.person.id, payload).catch(tell)
}

/**
 * @param {Session} session
 * @param {Message} message
 * @param {HTMLButtonElement} key
 */
async function askBot(session, message, key) {
  key.setAttribute('aria-busy', 'true')
  try {
    const { value = '' } = key.dataset
    const { answer, pending } = await api.press(session.person.id, session.where, message.message_id, value)
    if (pending) toast(words().slow)
    else if (answer?.show_alert) alertBox(answer.text ?? '')
    else if (answer?.text) toast(answer.text)
    if (answer?.url) openUrl(session, answer.url)
  } catch (error) {
    tell(/** @type {Error} */ (error))
  }
  key.removeAttribute('aria-busy')
}

/** @param {Session} session */
const otherChat = ({ person, where }) => (where.chatId === person.id ? {} : { chat_id: where.chatId })

/**
 * @param {Session} session
 * @param {string} name
 */
const isOfBot = ({ bot }, name) => name.toLowerCase() === bot.username.toLowerCase()
