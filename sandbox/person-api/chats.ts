import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Chat, Person } from '#sandbox/telegram/state.ts'
import { announce, chatOf, describeChat, personOf, postAsPerson, type Telegram } from '#sandbox/telegram/telegram.ts'
import { PersonError, readBody } from './request.ts'

/** Telegram's blue, the first of the colours of a topic. */
const topicColour = 0x6fb9f0

/** What an app shows around an open chat: the list of chats, topics of a group, one's own profile, and an offer before it is paid. */
export async function chatRoutes(app: FastifyInstance, telegram: Telegram): Promise<void> {
  const { state } = telegram

  app.get<Path>('/person/users/:id/chats', async (request) => {
    const person = personIn(telegram, request.params)
    return state.chats
      .filter(({ members }) => members.includes(person.id))
      .map((chat) => ({
        chat: describeChat(telegram, chat),
        members: chat.members.map((id) => personOf(telegram, id)).filter((member) => member !== undefined),
        topics: topicsOf(chat),
        last: chat.messages.at(-1) ?? null,
      }))
  })

  app.patch<Path>('/person/users/:id', async (request) => {
    const person = personIn(telegram, request.params)
    const about = readBody(request, {
      first_name: z.string().min(1).max(64).optional(),
      language_code: z.string().min(2).max(10).optional(),
    })
    Object.assign(person, Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)))
    state.save()
    announce(telegram, { chatId: person.id, type: 'reset' })
    return person
  })

  app.post<Path>('/person/users/:id/topics', async (request) => {
    const person = personIn(telegram, request.params)
    const { chat_id, name } = readBody(request, { chat_id: z.int(), name: z.string().min(1).max(128) })
    const chat = chatIn(telegram, person, chat_id)
    if (chat.type !== 'supergroup') throw new PersonError('Only a group has topics')
    chat.isForum = true
    // A topic is named by the message that opens it.
    const opened = postAsPerson(
      telegram,
      person,
      chat,
      { forum_topic_created: { name, icon_color: topicColour } },
      { threadId: chat.nextMessageId },
    )
    return { id: opened.message_id, name }
  })

  app.get<Path>('/person/users/:id/invoice', async (request) => {
    const person = personIn(telegram, request.params)
    const { link, message_id, chat_id } = request.query as Record<string, string | undefined>
    const invoice = state.invoices[link ?? `${chat_id ?? person.id}:${message_id}`]
    if (!invoice) throw new PersonError('There is no such invoice')
    const { payload: _, ...offer } = invoice
    return { ...offer, stars: person.stars }
  })
}

interface Path {
  Params: { id: string }
}

function topicsOf(chat: Chat): { id: number; name: string }[] {
  return chat.messages.flatMap(({ message_id, forum_topic_created }) =>
    forum_topic_created ? [{ id: message_id, name: forum_topic_created.name }] : [],
  )
}

function personIn(telegram: Telegram, { id }: Path['Params']): Person {
  const person = personOf(telegram, Number(id))
  if (!person) throw new PersonError('There is no such person')
  return person
}

function chatIn(telegram: Telegram, person: Person, id: number): Chat {
  const chat = chatOf(telegram, id)
  if (!chat?.members.includes(person.id)) throw new PersonError('This person is not in that chat')
  return chat
}
