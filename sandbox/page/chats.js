import * as api from './api.js'
import { avatar } from './chat/message.js'
import { ask, field, tell } from './dialogs.js'
import { button, byId, closest, el } from './dom.js'
import { icon } from './icons.js'
import { fill } from './morph.js'
import { lastLine } from './session.js'
import { timeOf, words } from './texts.js'

/** The list of chats: the bot, groups, and under an open group its topics. */
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
    fill(list, session.chats.flatMap(rowsOf))
  }

  function rowsOf(one) {
    const { chat, topics } = one
    const isPrivate = chat.type === 'private'
    const title = isPrivate ? session.bot.first_name : chat.title
    const adder = rowOf(chat.id, 'new', 0, el('span', { class: 'topic-sign' }, icon('plus')), about(words().newTopic))
    return [
      rowOf(
        chat.id,
        0,
        one.unread(),
        avatar(isPrivate ? session.bot : { id: chat.id, title }),
        about(el('b', {}, title), el('small', {}, lastLine(one) || '\u00a0')),
        one.last && el('time', {}, timeOf(one.last.date)),
      ),
      ...topics.map(({ id, name }) =>
        rowOf(chat.id, id, one.unread(id), el('span', { class: 'topic-sign' }, icon('hash')), about(name)),
      ),
      ...(isPrivate || session.where.chatId !== chat.id ? [] : [adder]),
    ]
  }

  const about = (...content) => el('span', { class: 'chat-about' }, content)

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

  async function addTopic(chatId) {
    const form = await ask(
      words().newTopic,
      [field('name', words().topicName, { required: true, maxlength: 128, autofocus: true })],
      words().create,
    )
    if (!form) return
    const topic = await api.addTopic(session.person.id, chatId, form.get('name').trim())
    await session.go(chatId, topic.id)
    went()
  }

  return { show }
}
