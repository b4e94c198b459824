import { avatar } from './chat/message.js'
import { byId } from './dom.js'
import { words } from './texts.js'

/** Telegram shows "typing" for five seconds. */
const typingMs = 5500

/** Who one talks with, and what they are doing. */
export function createHeader(session) {
  let usual = ''
  let timer

  function show({ bot, chat }) {
    const isPrivate = chat.type === 'private'
    const topic = session.current()?.topics.find(({ id }) => id === session.where.threadId)
    byId('bot-avatar').replaceChildren(avatar(isPrivate ? bot : { id: chat.id, title: chat.title }))
    byId('bot-name').textContent = topic ? `${chat.title} · ${topic.name}` : isPrivate ? bot.first_name : chat.title
    document.title = `${byId('bot-name').textContent} · sandbox`
    usual = isPrivate ? words().bot : words().members(session.current()?.members.length ?? 1)
    status(usual)
  }

  function status(text, kind = '') {
    clearTimeout(timer)
    byId('status').textContent = text
    byId('status').className = kind
  }

  function typing() {
    status(words().typing, 'typing')
    timer = setTimeout(() => status(usual), typingMs)
  }

  function openSide(isOpen) {
    byId('app').classList.toggle('with-side', isOpen)
    byId('side-toggle').setAttribute('aria-expanded', String(isOpen))
    if (isOpen) byId('persons').querySelector('a')?.focus()
  }

  byId('side-toggle').addEventListener('click', () => openSide(!byId('app').classList.contains('with-side')))
  byId('scrim').addEventListener('click', () => openSide(false))
  return {
    show,
    typing,
    stopTyping: () => status(usual),
    offline: () => status(words().offline, 'offline'),
    closeSide: () => openSide(false),
    isSideOpen: () => byId('app').classList.contains('with-side'),
  }
}
