import * as api from './api.js'
import { summaryOf } from './chat/contents.js'

/**
 * Who plays in this window, which chat is open, and what arrives. The address of the window says both, so that two windows
 * can be two people, and a reloaded one is where it was.
 */
export function createSession({ opened, lost, changed, listed, watching }) {
  const session = {
    /** @type {any} as the server describes them; known after `enter` */
    person: undefined,
    /** @type {any} */
    bot: undefined,
    /** @type {any[]} as the server lists them, with `unread` of our own */
    chats: [],
    /** threadId is 0 outside of topics. */
    where: { chatId: 0, threadId: 0 },
    enter,
    go,
    load,
    list,
    current: () => session.chats.find(({ chat }) => chat.id === session.where.chatId),
  }
  const unread = new Map()
  let stopFollowing
  let loading = 0

  /** Becomes this person. */
  function enter(person, wished) {
    stopFollowing?.()
    session.person = person
    session.where = { chatId: person.id, threadId: 0, ...wished }
    unread.clear()
    stopFollowing = api.followAll(person.id, {
      opened: () => {
        watching.begin()
        return load()
      },
      lost: disconnected,
      change: receive,
      call: watching.call,
      update: watching.update,
    })
  }

  function go(chatId, threadId = 0) {
    session.where = { chatId, threadId }
    unread.delete(keyOf(chatId, threadId))
    return load()
  }

  /** Reads the open chat anew. */
  async function load() {
    const mine = (loading += 1)
    try {
      await list()
      if (!session.current()) session.where = { chatId: session.person.id, threadId: 0 }
      const seen = await api.chat(session.person.id, session.where.chatId)
      if (mine !== loading) return
      Object.assign(session, { person: seen.person, bot: seen.bot })
      const { chatId, threadId } = session.where
      history.replaceState(null, '', addressOf(session.person.id, chatId, threadId))
      opened({ ...seen, messages: seen.messages.filter(isHere), drafts: seen.drafts.filter(isHere) })
    } catch {
      if (mine === loading) await disconnected()
    }
  }

  /** The server is away, or it is another one that has never heard of this person: then everything begins anew. */
  async function disconnected() {
    lost()
    const known = await api.persons().catch(() => undefined)
    if (known && !known.some(({ id }) => id === session.person.id)) location.assign('/')
  }

  async function list() {
    session.chats = await api.chats(session.person.id)
    for (const one of session.chats) one.unread = (thread = 0) => unread.get(keyOf(one.chat.id, thread)) ?? 0
    listed()
  }

  function receive(change) {
    if (change.type === 'reset') return load()
    const one = session.chats.find(({ chat }) => chat.id === change.chatId)
    if (!one || change.message?.forum_topic_created) return load()
    if (change.type === 'message') {
      one.last = change.message
      if (!isHere(change.message) || change.chatId !== session.where.chatId) {
        const key = keyOf(change.chatId, change.message.message_thread_id)
        unread.set(key, (unread.get(key) ?? 0) + 1)
      }
      listed()
    }
    if (change.type === 'edited' && one.last?.message_id === change.message.message_id) {
      one.last = change.message
      listed()
    }
    if (change.chatId !== session.where.chatId) return
    if (change.type === 'draft') changed({ ...change, drafts: change.drafts.filter(isHere) })
    else if (!change.message || isHere(change.message)) changed(change)
  }

  const isHere = ({ message_thread_id, threadId = message_thread_id ?? 0 }) => threadId === session.where.threadId
  return session
}

function addressOf(personId, chatId, threadId) {
  const wished = new URLSearchParams({ person: personId })
  if (chatId !== personId) wished.set('chat', chatId)
  if (threadId) wished.set('topic', threadId)
  return `?${wished}`
}

const keyOf = (chatId, threadId = 0) => `${chatId}:${threadId}`

export const lastLine = ({ last }) => summaryOf(last).replaceAll(/\s+/g, ' ').slice(0, 120)
