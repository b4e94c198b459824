import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { FormattedText } from './formatted-text.ts'
import { judge } from './telegram-error.ts'

export interface Place {
  chatId: number
  /** The topic; 0 or absent when there is none. */
  threadId?: number | undefined
  /** The message the first part replies to. */
  replyTo?: number | undefined
}

/** A pause that Telegram asks for is waited out here up to this long; a longer one is left to whoever tries again later. */
const longestPauseSeconds = 40

/**
 * Brings the parts of an answer into the chat, in order. Messages that hold parts already are changed instead of sent
 * again, so doing it twice shows it once; each new message is reported before the next is sent.
 *
 * A send that timed out may have arrived. It is not repeated here: the error goes up, the update comes again, and only
 * this one part can then stand there twice. A part shown twice is better than one that is missing.
 * @returns the message ids, or why Telegram will never take it
 * @throws whatever may succeed later
 */
export async function deliver(options: {
  api: Api
  place: Place
  parts: FormattedText[]
  /** Messages that hold the first parts already, whole or half written. */
  messageIds: number[]
  /** Under the last part. */
  keyboard?: InlineKeyboardMarkup | undefined
  onSent(messageIds: number[]): Promise<void>
  signal: AbortSignal
}): Promise<{ messageIds: number[] } | { refused: string }> {
  const { api, place, parts, keyboard, signal } = options
  const messageIds = [...options.messageIds]
  for (const [index, part] of parts.entries()) {
    const markup = index === parts.length - 1 ? keyboard : undefined
    const known = messageIds[index]
    const changed = known === undefined ? 'gone' : await persist(() => change(api, place, known, part, markup), signal)
    if (typeof changed === 'object') return changed
    if (changed !== 'gone') continue
    const sent = await persist(() => send(api, place, part, markup, index === 0), signal)
    if (typeof sent === 'object') return sent
    if (sent === 'gone') return { refused: 'rejected' }
    messageIds[index] = sent
    await options.onSent(messageIds)
  }
  return { messageIds }
}

async function send(
  api: Api,
  place: Place,
  part: FormattedText,
  markup: InlineKeyboardMarkup | undefined,
  first: boolean,
): Promise<number> {
  const message = await api.sendMessage(place.chatId, part.text, {
    entities: part.entities,
    link_preview_options: { is_disabled: true },
    ...(place.threadId ? { message_thread_id: place.threadId } : {}),
    ...(first && place.replyTo
      ? { reply_parameters: { message_id: place.replyTo, allow_sending_without_reply: true } }
      : {}),
    ...(markup ? { reply_markup: markup } : {}),
  })
  return message.message_id
}

async function change(
  api: Api,
  place: Place,
  messageId: number,
  part: FormattedText,
  markup: InlineKeyboardMarkup | undefined,
): Promise<number> {
  await api.editMessageText(place.chatId, messageId, part.text, {
    entities: part.entities,
    link_preview_options: { is_disabled: true },
    ...(markup ? { reply_markup: markup } : {}),
  })
  return messageId
}

async function persist(
  act: () => Promise<number>,
  signal: AbortSignal,
): Promise<number | 'gone' | { refused: string }> {
  for (let waitedSeconds = 0; ;) {
    try {
      return await act()
    } catch (error) {
      const verdict = judge(error)
      if (verdict.kind === 'unchanged') return 0
      if (verdict.kind === 'gone') return 'gone'
      if (verdict.kind === 'refused') return { refused: verdict.reason }
      if (verdict.kind !== 'flood' || waitedSeconds + verdict.retryAfterSeconds > longestPauseSeconds) throw error
      waitedSeconds += verdict.retryAfterSeconds
      await sleep(verdict.retryAfterSeconds * 1000, undefined, { signal })
    }
  }
}
