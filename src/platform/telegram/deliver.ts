import type { Api } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { FormattedText } from './formatted-text.ts'
import type { Pacing } from './pacing.ts'
import { type Calls, persist, type Refusal } from './persist.ts'

export interface Place {
  chatId: number
  /** The topic; 0 or absent when there is none. */
  threadId?: number | undefined
  /** The message the first part replies to. */
  replyTo?: number | undefined
}

/**
 * Brings the parts of an answer into the chat, in order. Messages that hold parts already are changed instead of sent
 * again, so doing it twice shows it once, and sent after all when Telegram refuses to change them; each new message is reported before the next is sent, and the last by the
 * caller, which is told that all is done.
 *
 * A send that timed out may have arrived. It is not repeated here: the error goes up, the update comes again, and only
 * this one part can then stand there twice. A part shown twice is better than one that is missing. A change is the same
 * however often it is made, so it is repeated at once.
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
  pacing: Pacing
}): Promise<{ messageIds: number[] } | Refusal> {
  const { api, place, parts, keyboard } = options
  const calls = { signal: options.signal, pacing: options.pacing, chatId: place.chatId }
  const messageIds = [...options.messageIds]
  for (const [index, part] of parts.entries()) {
    const markup = index === parts.length - 1 ? keyboard : undefined
    const known = messageIds[index]
    const changing = (text: FormattedText) => change(api, place, known!, text, markup)
    const changed = known === undefined ? 'gone' : await bring(part, changing, { ...calls, repeatable: true })
    if (typeof changed === 'object' && changed.refused !== 'rejected') return changed
    if (typeof changed === 'number') continue
    const sending = (text: FormattedText) => send(api, place, text, markup, index === 0)
    const sent = await bring(part, sending, { ...calls, repeatable: false })
    if (typeof sent === 'object') return sent
    if (sent === 'gone') return { refused: 'rejected', description: 'The message to send is gone' }
    // What stood in its place, and behind it, would be half an answer beside the whole one.
    const stale = messageIds.splice(index, Infinity, sent).slice(changed === 'gone' ? 1 : 0)
    if (stale.length > 0) await api.deleteMessages(place.chatId, stale).catch(() => undefined)
    if (index < parts.length - 1) await options.onSent(messageIds)
  }
  return { messageIds }
}

/** A text that Telegram rejects is brought without its marks: they are ours, and the words are what was asked for. */
async function bring(
  part: FormattedText,
  act: (text: FormattedText) => Promise<number>,
  calls: Calls,
): Promise<number | 'gone' | Refusal> {
  const outcome = await persist(() => act(part), calls)
  const rejected = typeof outcome === 'object' && outcome.refused === 'rejected' && part.entities.length > 0
  return rejected ? persist(() => act({ text: part.text, entities: [] }), calls) : outcome
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
