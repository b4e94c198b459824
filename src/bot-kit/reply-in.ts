import type { Message } from 'grammy/types'
import { isBlank } from '#platform/http/blank.ts'
import { type FileIn, fileIn, passedOn } from '#platform/telegram/file-in.ts'
import { kindOf } from './message-kind.ts'
import type { Texts } from '#texts/languages.ts'
import { type Me, pointedAt, wordsOf } from './question.ts'

export interface ReplyTo {
  /** Absent for a message of another chat. */
  messageId?: number
  /** The words of the message. */
  text?: string
  /** The part of them that was chosen. */
  quote?: string
}

const longestText = 4_096

/** The file that holds an answer which is too long for messages: in letters that every way of sending a file keeps. */
export const answerFileName = 'answer.md'

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

/** The file of the message that a question replies to: that is what it is about. An answer in a file is an answer. */
export function fileRepliedTo(me: Me, message: Message): FileIn | undefined {
  const original = pointedAt(message)
  if (original?.from?.id === me.id && original.document?.file_name === answerFileName) return undefined
  const file = fileIn(original ?? message.external_reply ?? {})
  const isOwn = original?.from?.id === message.from?.id && !original?.forward_origin
  return file && (isOwn ? file : passedOn(file))
}

/** The words of a message, and what stands above them in brackets: the model should know that there is something it cannot see. */
export function describe(message: Partial<Message>, t: Texts): string {
  const words = wordsOf(message)
  const kind = fileIn(message) ? undefined : kindOf(message)
  const shown = isBlank(words) ? '' : words
  if (kind === undefined || (kind === 'other' && Object.keys(message).length === 0)) return shown
  return [`[${t.attached[kind]}]`, shown].filter(Boolean).join('\n').slice(0, longestText)
}
