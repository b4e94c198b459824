import type { Message } from 'grammy/types'
import { isBlank } from '#platform/http/blank.ts'
import { kindOf } from './message-kind.ts'
import { pointedAt, wordsOf } from './question.ts'
import type { Texts } from '#texts/languages.ts'

export interface ReplyTo {
  /** Absent for a message of another chat. */
  messageId?: number
  /** The words of the message. */
  text?: string
  /** The part of them that was chosen. */
  quote?: string
}

const longestText = 4_096

/** What a question replies to: an answer, or another person's words, in this chat or in another one. */
export function replyIn(message: Message, t: Texts): ReplyTo | undefined {
  const original = pointedAt(message)
  const quote = message.quote?.text
  const text = describe(original ?? message.external_reply ?? {}, t)
  if (!original && !text && !quote) return undefined
  return {
    ...(original ? { messageId: original.message_id } : {}),
    ...(text ? { text } : {}),
    ...(quote && !isBlank(quote) ? { quote } : {}),
  }
}

/** The words of a message, and what stands above them in brackets: the model should know that there is something it cannot see. */
export function describe(message: Partial<Message>, t: Texts): string {
  const words = wordsOf(message)
  const kind = kindOf(message)
  const shown = isBlank(words) ? '' : words
  if (kind === undefined || (kind === 'other' && Object.keys(message).length === 0)) return shown
  return [`[${t.attached[kind]}]`, shown].filter(Boolean).join('\n').slice(0, longestText)
}
