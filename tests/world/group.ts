import type { Message } from 'grammy/types'
import type { Call } from './call.ts'

/** A group, as the first of its people sees it. */
export interface Group {
  id: number
  write: (text: string) => Promise<Message[]>
  messages: () => Promise<Message[]>
  /** What the bot wrote there, oldest first. */
  fromBot: () => Promise<Message[]>
  heard: () => Promise<string[]>
}

export async function createGroup(
  call: Call,
  people: { id: number }[],
  about: { title: string; without_bot?: boolean },
): Promise<Group> {
  const members = people.map(({ id }) => id)
  const { id } = (await call('POST', '/person/groups', { ...about, members })) as { id: number }
  const personPath = `/person/users/${members[0]}`
  const messages = async () => {
    const chat = await call('GET', `${personPath}/chat?chat_id=${id}`)
    return (chat as { messages: Message[] }).messages
  }
  const fromBot = async () => (await messages()).filter(({ from }) => from?.is_bot)
  return {
    id,
    write: (text) => call('POST', `${personPath}/messages`, { chat_id: id, text }) as Promise<Message[]>,
    messages,
    fromBot,
    heard: async () => (await fromBot()).map(({ text = '' }) => text),
  }
}
