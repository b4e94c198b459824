/** @import { Child } from './dom.js' */
/** @import { Session } from './session.js' */
/** @import { ListedChat } from './types.ts' */
import * as api from './api.js'
import { askForTopic } from './ask-for.js'
import { avatar } from './chat/message.js'
import { tell } from './dialogs.js'
import { button, byId, closest, el } from './dom.js'
import { icon } from './icons.js'
import { fill } from './morph.js'
import { lastLine } from './known-chats.js'
import { timeOf, words } from './texts.js'

/**
 * The list of chats: the bot, groups, and under an open group its topics.
 * @param {Session} session
 * @param {{ went: () => void }} handlers
 */
export function createChats(session, { went }) {
  const list = byId('chats')

  list.addEventListener('click', (event) => {
    const row = closest(event, '.chat-row')
    if (!row) return
    const { chat, thread } = row.dataset
    if (thread === 'new') return addTopic(Number(chat)).catch(tell)
    return session.go(Number(chat), Number(thread)).then(went)
  })

  function show() {
    fill(list, session.chats.all().flatMap(rowsOf))
  }

  /** @param {ListedChat} listed */
  function rowsOf(listed) {
    const { chat, topics, last } = listed
    const isGroup = chat.type !== 'private'
    const title = isGroup ? chat.title : session.bot.first_name
    const adder = rowOf(chat.id, 'new', 0, el('span', { class: 'topic-sign' }, icon('plus')), about(words().newTopic))
    return [
      rowOf(
        chat.id,
        0,
        session.chats.unread(chat.id),
        avatar(isGroup ? { id: chat.id, title } : session.bot),
        about(el('b', {}, title), el('small', {}, lastLine(listed) || '\u00a0')),
        last && el('time', {}, timeOf(last.date)),
      ),
      ...topics.map(({ id, name }) =>
        rowOf(
          chat.id,
          id,
          session.chats.unread(chat.id, id),
          el('span', { class: 'topic-sign' }, icon('hash')),
          about(name),
        ),
      ),
      ...(mayHaveTopics(chat) && session.where.chatId === chat.id ? [adder] : []),
    ]
  }

  /** @param {...Child} content */
  const about = (...content) => el('span', { class: 'chat-about' }, content)

  /**
   * @param {number} chatId
   * @param {number | 'new'} threadId
   * @param {number} unread
   * @param {...Child} content
   */
  function rowOf(chatId, threadId, unread, ...content) {
    const isOpen = session.where.chatId === chatId && session.where.threadId === threadId
    return button(
      {
        class: `chat-row${threadId ? ' topic' : ''}`,
        'aria-current': isOpen && 'true',
        data: { chat: chatId, thread: threadId },
      },
      content,
      unread > 0 && el('span', { class: 'badge' }, String(unread)),
    )
  }

  /** @param {number} chatId */
  async function addTopic(chatId) {
    const name = await askForTopic()
    if (name === undefined) return
    const topic = await api.addTopic(session.person.id, chatId, name)
    await session.go(chatId, topic.id)
    went()
  }

  return { show }
}

/** @param {ListedChat['chat']} chat */
function mayHaveTopics(chat) {
  return chat.type !== 'private' && !('without_bot' in chat)
}
