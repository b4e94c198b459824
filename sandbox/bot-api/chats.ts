import type { Message } from 'grammy/types'
import { BotApiError } from '#sandbox/telegram/error.ts'
import type { Chat } from '#sandbox/telegram/state.ts'
import { chatOf, findMessage, personOf, type Telegram } from '#sandbox/telegram/telegram.ts'

/** A chat the bot is in. @throws BotApiError as Telegram would */
export function knownChat(telegram: Telegram, id: number | string): Chat {
  const chat = typeof id === 'number' ? chatOf(telegram, id) : undefined
  if (!chat || chat.withoutBot) throw new BotApiError(400, 'Bad Request: chat not found')
  return chat
}

/** The chat a bot may write to now. @throws BotApiError as Telegram would */
export function writableChat(telegram: Telegram, id: number | string): Chat {
  const chat = knownChat(telegram, id)
  if (chat.type === 'private') {
    const person = personOf(telegram, chat.id)!
    if (person.blockedBot) throw new BotApiError(403, 'Forbidden: bot was blocked by the user')
    if (!person.started) throw new BotApiError(400, 'Bad Request: chat not found')
  }
  return chat
}

/** A message of the bot's own. @throws BotApiError with this complaint when there is none */
export function ownMessage(telegram: Telegram, chat: Chat, messageId: number, action: 'edit' | 'delete') {
  const message = findMessage(chat, messageId)
  if (!message) throw new BotApiError(400, `Bad Request: message to ${action} not found`)
  if (action === 'edit' && message.from?.id !== telegram.state.bot.id)
    throw new BotApiError(400, "Bad Request: message can't be edited")
  return message
}

/** The message to edit, by its chat and number, or by its name where the bot is no member. @throws BotApiError */
export function messageToEdit(
  telegram: Telegram,
  where: {
    chat_id?: number | string | undefined
    message_id?: number | undefined
    inline_message_id?: string | undefined
  },
): { chat: Chat; message: Message } {
  const { chat_id: chatId, message_id: messageId, inline_message_id: name } = where
  if (name === undefined) {
    if (chatId === undefined) throw new BotApiError(400, 'Bad Request: chat_id is empty')
    const chat = writableChat(telegram, chatId)
    return { chat, message: ownMessage(telegram, chat, messageId ?? 0, 'edit') }
  }
  const known = telegram.state.inlineMessages[name]
  const chat = known && chatOf(telegram, known.chatId)
  const message = chat && findMessage(chat, known.messageId)
  if (!message) throw new BotApiError(400, 'Bad Request: MESSAGE_ID_INVALID')
  return { chat, message }
}

/** The message that one to be sent replies to; one that is gone is no complaint where the bot says so. */
export function repliedTo(
  chat: Chat,
  reply: { message_id: number; allow_sending_without_reply?: boolean | undefined } | undefined,
): number | undefined {
  if (!reply) return undefined
  const isGone = findMessage(chat, reply.message_id) === undefined
  return reply.allow_sending_without_reply && isGone ? undefined : reply.message_id
}
