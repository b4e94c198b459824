import type { Message } from 'grammy/types'
import { accept } from '#platform/inbox/accept.ts'
import { laneOf } from '#platform/inbox/lane.ts'
import { webhookSecret, type World } from './world.ts'

let lastUpdateId = 4_000_000_000
let lastMessageId = 500_000

export interface Door {
  /** Brings an update as Telegram does, and returns the status of the reply. */
  bring(content: object): Promise<number>
  /** A message of a person in a private chat, brought; what is not given is made up. */
  message(personId: number, more: object): Promise<Message>
  /** The same in a group. */
  inGroup(chatId: number, personId: number, more: object): Promise<Message>
  /** Messages that Telegram brings at once, as it does by polling, each with its writer; without a group in private. */
  together(messages: [personId: number, more: object][], groupId?: number): Promise<void>
}

/** Telegram's door of the backend, for what the sandbox's people cannot send. */
export function createDoor(world: World): Door {
  async function bring(content: object) {
    const response = await fetch(`${world.backend().url}/telegram/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret },
      body: JSON.stringify({ update_id: (lastUpdateId += 1), ...content }),
    })
    return response.status
  }
  async function message(chat: object, personId: number, more: object) {
    const content = messageIn(chat, personId, more)
    await bring({ message: content })
    return content as unknown as Message
  }
  return {
    bring,
    message: (personId, more) => message(privateChat(personId), personId, more),
    inGroup: (chatId, personId, more) => message(group(chatId), personId, more),
    async together(messages, groupId) {
      const updates = messages.map(([personId, more]) => {
        const chat = groupId === undefined ? privateChat(personId) : group(groupId)
        return { update_id: (lastUpdateId += 1), message: messageIn(chat, personId, more) }
      })
      await accept(
        world.sql,
        updates.flatMap((update) => laneOf(update) ?? []),
      )
    },
  }
}

const privateChat = (personId: number) => ({ id: personId, type: 'private', first_name: 'Аня' })
const group = (chatId: number) => ({ id: chatId, type: 'supergroup', title: 'Друзья' })

function messageIn(chat: object, personId: number, more: object) {
  return {
    message_id: (lastMessageId += 1),
    date: 1_700_000_000,
    chat,
    from: { id: personId, is_bot: false, first_name: 'Аня', language_code: 'ru' },
    ...more,
  }
}

/** What the model was shown last, without who it is. */
export async function shownToModel(world: World): Promise<string[]> {
  const [last] = (await world.sandbox.control('GET', '/model/requests')) as {
    body: { messages: { content: string }[] }
  }[]
  return last!.body.messages.slice(1).map(({ content }) => content)
}

/** Nothing waits and nothing is being answered. */
export async function expectSettled(world: World): Promise<void> {
  const waiting = await world.sql`
    select update_id from inbox union all select id from messages_log where status = 'pending'`
  if (waiting.length > 0) throw new Error(`${waiting.length} updates or questions are still under way`)
}
