import type { Chat, User } from 'grammy/types'

/** Telegram's own ids of updates have 31 bits: ours are above them, and of one number there is one update. */
const firstOwnUpdate = 2 ** 40
const ownKey = 'pomogator_own'

/**
 * An update that Telegram does not bring: it stands in the inbox for a person who wanted something done at this time. It has
 * no words of theirs, only the number of what is to be done.
 */
export function ownUpdate(own: {
  number: number
  person: Pick<User, 'id' | 'first_name'>
  /** The message that it is about. */
  messageId: number
  threadId: number
  now: Date
}) {
  const { number, person, messageId, threadId, now } = own
  const chat: Chat.PrivateChat = { id: person.id, type: 'private', first_name: person.first_name }
  return {
    update_id: firstOwnUpdate + number,
    message: {
      message_id: messageId,
      date: Math.floor(now.getTime() / 1000),
      chat,
      from: { ...person, is_bot: false },
      ...(threadId === 0 ? {} : { message_thread_id: threadId, is_topic_message: true }),
      [ownKey]: number,
    },
  }
}

/** What is to be done by it; undefined for what Telegram has brought. */
export function ownNumberIn(message: object | undefined): number | undefined {
  const number: unknown = message && (message as Record<string, unknown>)[ownKey]
  return Number.isSafeInteger(number) ? (number as number) : undefined
}
