import type { Place } from './deliver.ts'
import type { Pacing } from './pacing.ts'
import { persist, type Refusal } from './persist.ts'

interface Options {
  place: Place
  signal: AbortSignal
  pacing: Pacing
}

/** Where a message goes, as Telegram wants it. */
interface Target {
  message_thread_id?: number
  reply_parameters?: { message_id: number; allow_sending_without_reply: true }
}

/**
 * Sends a file once: like a part of an answer it is not repeated when it may have arrived.
 * @returns under which id Telegram has it, or why it will never take it
 * @throws whatever may succeed later
 */
export async function sendFile(
  { place, signal, pacing }: Options,
  send: (target: Target) => Promise<{ messageId: number; fileId: string }>,
): Promise<{ fileId: string } | Refusal> {
  const target = {
    ...(place.threadId ? { message_thread_id: place.threadId } : {}),
    ...(place.replyTo
      ? { reply_parameters: { message_id: place.replyTo, allow_sending_without_reply: true as const } }
      : {}),
  }
  let fileId = ''
  const act = async () => {
    const sent = await send(target)
    ;({ fileId } = sent)
    return sent.messageId
  }
  const sent = await persist(act, { signal, pacing, chatId: place.chatId, repeatable: false })
  if (typeof sent === 'object') return sent
  return sent === 'gone' ? { refused: 'rejected', description: 'The chat to send to is gone' } : { fileId }
}
