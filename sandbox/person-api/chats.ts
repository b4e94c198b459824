import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { ListedChat, OpenChat } from '#sandbox/page/types.ts'
import type { Chat, Person } from '#sandbox/telegram/state.ts'
import { describeChat, draftsOf, personOf, postAsPerson, type Telegram } from '#sandbox/telegram/telegram.ts'
import { chatIn, type Path, personIn } from './lookup.ts'
import { PersonError, readBody } from './request.ts'

/** Telegram's blue, the first of the colours of a topic. */
const topicColour = 0x6fb9f0

/** The list of chats, an open chat, new groups and the topics of a group. */
export async function chatRoutes(app: FastifyInstance, telegram: Telegram): Promise<void> {
  const { state } = telegram
  groupRoutes(app, telegram)

  app.get<Path>('/person/users/:id/chat', async (request): Promise<OpenChat> => {
    const person = personIn(telegram, request.params)
    const chat = chatIn(telegram, person, Number((request.query as { chat_id?: string }).chat_id ?? person.id))
    return {
      bot: state.bot,
      person,
      chat: describeChat(telegram, chat),
      messages: chat.messages,
      drafts: draftsOf(telegram, chat.id),
      commands: commandsIn(telegram, chat, person),
      description: description(telegram, person),
    }
  })

  app.get<Path>('/person/users/:id/chats', async (request): Promise<ListedChat[]> => {
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
}

function groupRoutes(app: FastifyInstance, telegram: Telegram): void {
  app.post('/person/groups', async (request) => {
    const { title, members, without_bot } = readBody(request, {
      title: z.string().min(1),
      members: z.array(z.int()),
      without_bot: z.boolean().default(false),
    })
    const chat: Chat = {
      id: -1_000_000_000_000 - telegram.state.chats.length - 1,
      type: 'supergroup',
      title,
      members,
      ...(without_bot ? { withoutBot: true as const } : {}),
      nextMessageId: 1,
      messages: [],
    }
    telegram.state.chats.push(chat)
    telegram.state.save()
    return describeChat(telegram, chat)
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
}

/** A group has a list of its own when the bot has given it one. */
function commandsIn({ state }: Telegram, chat: Chat, person: Person) {
  if (chat.withoutBot) return []
  const kind = chat.type === 'private' ? 'all_private_chats' : 'all_group_chats'
  const scopes = [`chat:${chat.id}`, kind, 'default']
  const lists = scopes.flatMap((scope) => [`${scope}:${person.language_code}`, `${scope}:`])
  return lists.map((key) => state.commands[key]).find((list) => list !== undefined) ?? []
}

function description({ state }: Telegram, person: Person): string {
  return state.descriptions[person.language_code]?.description ?? state.descriptions['']?.description ?? ''
}

function topicsOf(chat: Chat): { id: number; name: string }[] {
  return chat.messages.flatMap(({ message_id, forum_topic_created }) =>
    forum_topic_created ? [{ id: message_id, name: forum_topic_created.name }] : [],
  )
}
