import type { Chat as TelegramChat, Message } from 'grammy/types'
import type { Chat, Person, State } from './state.ts'

/** A bot was mentioned where it is no member: it may answer once, for some time. */
export interface GuestQuery {
  chatId: number
  personId: number
  createdAt: number
  isAnswered: boolean
}

/** Whether a message mentions the bot by its name. */
export function mentionsBot({ bot }: State, message: Message): boolean {
  const words = message.text ?? message.caption ?? ''
  const entities = message.entities ?? message.caption_entities ?? []
  const name = `@${bot.username}`.toLowerCase()
  return entities.some(
    ({ type, offset, length }) => type === 'mention' && words.slice(offset, offset + length).toLowerCase() === name,
  )
}

/** The message as the bot is told of it: the chat of two people has the id of the other one, which is that of the bot's own chat with them too. */
export function asGuestSees({ persons }: State, chat: Chat, asker: Person, message: Message): Message {
  const other = chat.members.length === 2 && persons.find(({ id }) => id !== asker.id && chat.members.includes(id))
  const seen: TelegramChat = other
    ? { id: other.id, type: 'private', first_name: other.first_name }
    : { id: chat.id, type: 'supergroup', title: chat.title ?? '' }
  const { reply_to_message: original } = message
  return {
    ...message,
    chat: seen,
    ...(original ? { reply_to_message: { ...original, chat: seen } } : {}),
  } as Message
}
