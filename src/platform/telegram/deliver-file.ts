import { type Api, InputFile } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Place } from './deliver.ts'
import type { Pacing } from './pacing.ts'
import { persist, type Refusal } from './persist.ts'

/**
 * Sends the whole answer as a file behind its parts. Like a part it is not repeated when it may have arrived.
 * @returns the message's id, or why Telegram will never take it
 * @throws whatever may succeed later
 */
export async function deliverFile(options: {
  api: Api
  place: Place
  name: string
  text: string
  keyboard?: InlineKeyboardMarkup | undefined
  signal: AbortSignal
  pacing: Pacing
}): Promise<{ messageId: number } | Refusal> {
  const { api, place, name, text, keyboard } = options
  const send = async () => {
    const message = await api.sendDocument(place.chatId, new InputFile(Buffer.from(text), name), {
      ...(place.threadId ? { message_thread_id: place.threadId } : {}),
      ...(keyboard ? { reply_markup: keyboard } : {}),
    })
    return message.message_id
  }
  const sent = await persist(send, {
    signal: options.signal,
    pacing: options.pacing,
    chatId: place.chatId,
    repeatable: false,
  })
  if (typeof sent === 'object') return sent
  return sent === 'gone' ? { refused: 'rejected', description: 'The file to send is gone' } : { messageId: sent }
}
