import { type Api, GrammyError } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Place } from '#platform/telegram/deliver.ts'
import type { Pacing } from '#platform/telegram/pacing.ts'
import { persist, type Refusal } from '#platform/telegram/persist.ts'
import type { RichMessage } from './shapes.ts'

/**
 * Brings a rich message into the chat: into the message that is there already, or else as a new one, which is reported
 * at once. A send that timed out may have arrived; it goes up as an error and is not repeated here.
 * @returns its id; 'unsupported' when Telegram does not take it as it is, and its words should go as plain text with
 * entities; or why it will never take anything for this chat
 * @throws whatever may succeed later
 */
export async function deliverRich(options: {
  api: Api
  place: Place
  message: RichMessage
  /** The message to change, whole or half written. */
  messageId?: number | undefined
  keyboard?: InlineKeyboardMarkup | undefined
  onSent(messageId: number): Promise<void>
  signal: AbortSignal
  pacing: Pacing
}): Promise<{ messageId: number } | 'unsupported' | Refusal> {
  const { messageId, place } = options
  const calls = { signal: options.signal, pacing: options.pacing, chatId: place.chatId }
  try {
    if (messageId !== undefined) {
      const changed = await persist(() => change(options, messageId), { ...calls, repeatable: true })
      if (typeof changed === 'object') return refusal(changed)
      if (changed !== 'gone') return { messageId }
    }
    const sent = await persist(() => send(options), { ...calls, repeatable: false })
    if (typeof sent === 'object') return refusal(sent)
    if (sent === 'gone') return 'unsupported'
    await options.onSent(sent)
    return { messageId: sent }
  } catch (error) {
    if (isUnknownMethod(error)) return 'unsupported'
    throw error
  }
}

type Message = Pick<Parameters<typeof deliverRich>[0], 'api' | 'place' | 'message' | 'keyboard'>

async function change({ api, place, message, keyboard }: Message, messageId: number): Promise<number> {
  await api.editMessageText(place.chatId, messageId, message, keyboard ? { reply_markup: keyboard } : {})
  return messageId
}

async function send({ api, place, message, keyboard }: Message): Promise<number> {
  const sent = await api.sendRichMessage(place.chatId, message, {
    ...(place.threadId ? { message_thread_id: place.threadId } : {}),
    ...(place.replyTo ? { reply_parameters: { message_id: place.replyTo, allow_sending_without_reply: true } } : {}),
    ...(keyboard ? { reply_markup: keyboard } : {}),
  })
  return sent.message_id
}

function refusal(refused: Refusal): Refusal | 'unsupported' {
  return refused.refused === 'rejected' ? 'unsupported' : refused
}

/** What a Bot API server of one's own says that is older than rich messages. */
function isUnknownMethod(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 404 && /method not found/i.test(error.description)
}
