import type { Message, MessageEntity, UserFromGetMe } from 'grammy/types'
import { isBlank } from '#platform/http/blank.ts'
import { first } from '#texts/codes.ts'
import { textsIn } from '#texts/languages.ts'
import { fileIn } from '#platform/telegram/file-in.ts'

export type Me = Pick<UserFromGetMe, 'id' | 'username'>

/** Commands that do something in a group. */
export const groupVerbs: readonly string[] = ['ask', 'new', 'stop']
/** Those that are answered there, also without our name behind them. Every bot has a /start. */
const knownInGroups = new Set(
  [...groupVerbs, ...Object.keys(textsIn(first).commands)].filter((verb) => verb !== 'start'),
)

/**
 * The words of a question to the bot, also those under a file that it reads: empty when there is only the file, or a call by
 * /ask or by its name. Undefined when it is no question to it: a command, words that show nothing, something that it cannot
 * read, or group talk that neither mentions it, nor replies to it.
 */
export function questionIn(me: Me, message: Message): string | undefined {
  const isReadable = message.text === undefined ? fileIn(message) !== undefined : !isBlank(message.text)
  if (!isReadable || !isToBot(me, message)) return undefined
  const command = commandIn(message)
  if (command) {
    const rest = visible(command.rest)
    // A new conversation may begin with its first question.
    const asks = command.verb === 'ask' || (command.verb === 'new' && (rest !== '' || fileIn(message) !== undefined))
    return asks ? rest : undefined
  }
  return visible(message.chat.type === 'private' ? wordsOf(message) : withoutMentions(me, message))
}

/** The words beside our name in a chat where the bot is no member; empty: there are none. */
export function saidToGuest(me: Me, message: Message): string {
  return visible(withoutMentions(me, message))
}

/** Whether a message is said to the bot. What a person forwards into a group is said to everybody there. */
export function isToBot(me: Me, message: Message): boolean {
  const command = commandIn(message)
  if (command?.addressee) return command.addressee === me.username.toLowerCase()
  if (message.chat.type === 'private') return true
  if (message.forward_origin) return false
  if (command) return knownInGroups.has(command.verb)
  return mentionsOf(me, message).length > 0 || pointedAt(message)?.from?.id === me.id
}

/** The command a message begins with, in its text or its caption, in small letters, and the rest of the words. */
export function commandIn(message: Message): { verb: string; addressee?: string; rest: string } | undefined {
  const words = wordsOf(message).trim()
  const [whole, verb, addressee] = /^\/(\w+)(?:@(\w+))?(?=\s|$)/.exec(words) ?? []
  if (!whole || message.forward_origin) return undefined
  return {
    verb: verb!.toLowerCase(),
    ...(addressee ? { addressee: addressee.toLowerCase() } : {}),
    rest: words.slice(whole.length).trim(),
  }
}

type Pointing = Pick<Message, 'reply_to_message' | 'is_topic_message' | 'message_thread_id'>

/** The message a person replies to. In a topic every message without a target of its own replies to the topic's first one. */
export function pointedAt({ reply_to_message: original, ...message }: Pointing): Message | undefined {
  if (!original || 'forum_topic_created' in original) return undefined
  return message.is_topic_message && original.message_id === message.message_thread_id ? undefined : original
}

/** What a message says, in its text or under its picture. */
export function wordsOf({ text, caption }: Pick<Message, 'text' | 'caption'>): string {
  return text ?? caption ?? ''
}

function visible(text: string): string {
  return isBlank(text) ? '' : text.trim()
}

/** Only what Telegram marks as a mention is one: an e-mail address or a line of code may hold the name too. */
function mentionsOf(me: Me, message: Message): MessageEntity[] {
  const words = wordsOf(message)
  const name = `@${me.username}`.toLowerCase()
  return (message.entities ?? message.caption_entities ?? []).filter((entity) =>
    entity.type === 'text_mention'
      ? entity.user.id === me.id
      : entity.type === 'mention' && words.substr(entity.offset, entity.length).toLowerCase() === name,
  )
}

function withoutMentions(me: Me, message: Message): string {
  let rest = wordsOf(message)
  for (const { offset, length } of mentionsOf(me, message).toReversed())
    rest = rest.slice(0, offset).replace(/(?<![,\s])[,\s]+$/, '') + rest.slice(offset + length)
  return rest.replace(/^[\s,:]+/, '')
}
