/** @import { Tab } from './desk/desk.js' */
/** @import { Handlers } from './session.js' */
/** @import { Change, Message, OpenChat } from './types.ts' */
import * as api from './api.js'
import { Actions } from './chat/actions.js'
import { MessageList } from './chat/list.js'
import { createChats } from './chats.js'
import { Composer } from './composer.js'
import { Desk } from './desk/desk.js'
import { Log } from './desk/log.js'
import { Money } from './desk/money.js'
import { createBotControls } from './desk/bot.js'
import { Faults } from './desk/faults.js'
import { tell } from './dialogs.js'
import { byId } from './dom.js'
import { Header } from './header.js'
import { followKeys } from './keys.js'
import { People } from './people.js'
import { Sending } from './sending.js'
import { Session } from './session.js'
import { language, speak, words } from './texts.js'
import { followTheme } from './theme.js'
import { Ticks } from './ticks.js'
import { welcome } from './welcome.js'

followTheme()
speak(language())

/** @type {Handlers['watching']} */
const watching = {
  begin: () => log.begin(),
  call: (call) => log.addCall(call),
  update: (update) => log.addUpdate(update),
}
const session = new Session({
  opened,
  lost: () => header.offline(),
  changed,
  listed: () => session.isReady && chats.show(),
  watching,
})
const header = new Header(session)
const people = new People(session, { went: () => header.closeSide() })
const chats = createChats(session, { went: () => header.closeSide() })
const list = new MessageList(byId('messages'), { onUnread: showUnread })
const ticks = new Ticks(session, list)
const sending = new Sending(session, list)
const composer = new Composer(sending)
const actions = new Actions(byId('messages'), { session, list, composer, sending })
const log = new Log({ told: (record) => ticks.told(record) })
const faults = new Faults({ isShown: () => desk.isOpen() && desk.tab() === 'faults' })
const botControls = createBotControls()
const money = new Money(session, { emptied: () => log.clear() })
const desk = new Desk({ shown: showDesk })
followKeys({ list, composer, desk, header, actions })

/** What a link to the bot carries: `/?start=x` is here what `t.me/bot?start=x` is in Telegram. */
const startPayload = new URLSearchParams(location.search).get('start')

/** Which person looks at which chat and topic. */
let openPlace = ''

/**
 * The open chat has been read, for the first time or again.
 * @param {OpenChat} open
 */
function opened({ person, bot, chat, messages, drafts, commands, description }) {
  const isPrivate = chat.type === 'private'
  if (document.documentElement.dataset.spoken !== person.language_code) {
    document.documentElement.dataset.spoken = person.language_code
    speak(person.language_code)
    for (const part of [log, faults, botControls, money]) part.translate()
  }
  people.load().catch(tell)
  header.show({ bot, chat })
  people.show()
  chats.show()
  const place = `${person.id}:${chat.id}:${session.where.threadId}`
  if (openPlace !== place) composer.clear()
  openPlace = place
  const look = {
    personId: person.id,
    isGroup: !isPrivate,
    isTaken: (/** @type {Message} */ message) => ticks.isTaken(message),
    place,
  }
  list.reset(messages, drafts, look, welcome(bot, emptyWords(chat, bot, description), session.person.id))
  composer.setCommands(commands)
  forceReply(messages.at(-1))
  const isNew = isPrivate && messages.length === 0
  byId('start').hidden = !(isNew || person.blockedBot)
  byId('start').textContent = person.blockedBot ? words().unblock : words().start
  byId('form').hidden = !byId('start').hidden
}

/**
 * What is said in a chat before the first word.
 * @param {OpenChat['chat']} chat
 * @param {OpenChat['bot']} bot
 * @param {string} description
 */
function emptyWords(chat, bot, description) {
  if (chat.type === 'private') return description
  return chat.without_bot ? words().emptyWithoutBot(bot.username) : words().emptyGroup
}

/** @param {Change} change */
function changed(change) {
  if (change.type === 'message' || change.type === 'edited') {
    if (byId('form').hidden) return session.load()
    if (change.type === 'message') ticks.posted(change.message)
    list.put(change.message)
    if (change.type === 'message') forceReply(change.message)
    if (change.message.from?.is_bot) header.stopTyping()
    if (change.message.successful_payment || change.message.refunded_payment) refreshMoney()
  }
  if (change.type === 'deleted') list.remove(change.messageId)
  if (change.type === 'draft') list.setDrafts(change.drafts)
  if (change.type === 'action') header.typing()
}

/**
 * As apps do: a bot may ask for a reply to its message, in a group also of those only whom it has addressed.
 * @param {Message | undefined} message
 */
function forceReply(message) {
  if (!message?.force_reply) return
  const { id, username } = session.person
  const isMeant = message.reply_to_message?.from?.id === id || (username && message.text?.includes(`@${username}`))
  if (!message.force_reply.selective || isMeant) composer.force(message)
}

async function refreshMoney() {
  const known = (await api.persons()).find(({ id }) => id === session.person.id)
  if (known) session.person.stars = known.stars
  people.show()
  money.refresh()
}

/**
 * @param {number} count
 * @param {boolean} isAway
 */
function showUnread(count, isAway) {
  byId('newest').hidden = !isAway
  byId('newest-count').textContent = count > 0 ? String(count) : ''
}

/** @param {Tab} tab */
function showDesk(tab) {
  if (tab === 'log') log.toEnd()
  if (tab === 'money') money.refresh()
  if (tab === 'faults') {
    faults.refresh()
    botControls.refresh()
  }
}

byId('newest').addEventListener('click', () =>
  list.toEnd(matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth'),
)
byId('start').addEventListener('click', () => {
  const { person } = session
  return (person.blockedBot ? api.block(person.id, false) : api.start(person.id, startPayload)).catch(tell)
})

/** Who the address wishes for, else the first; a sandbox without people gets one. */
async function begin() {
  const known = await api.persons()
  if (known.length === 0)
    known.push(await api.addPerson({ first_name: language() === 'ru' ? 'Аня' : 'Ann', language_code: language() }))
  const wished = new URLSearchParams(location.search)
  const person = known.find(({ id }) => id === Number(wished.get('person'))) ?? known[0]
  const chatId = Number(wished.get('chat'))
  session.enter(person, chatId ? { chatId, threadId: Number(wished.get('topic')) } : {})
}

await begin().catch(tell)
