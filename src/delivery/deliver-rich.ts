import { type Api, GrammyError } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Place } from './deliver.ts'
import { createPacing, type Pacing } from './pacing.ts'
import { persist, type Refusal } from './persist.ts'
import type { RichMessage } from './rich.ts'

/**
 * Brings an answer as one rich message, in place of the one that has grown so far if there is one. `unsupported` when
 * Telegram does not take it: the parts of `deliver` are then what there is.
 * @throws whatever may succeed later
 */
export async function deliverRich(options: {
  api: Api
  place: Place
  message: RichMessage
  /** The message that holds the answer already, whole or half written. */
  messageId: number | undefined
  keyboard?: InlineKeyboardMarkup | undefined
  signal: AbortSignal
  pacing?: Pacing
}): Promise<{ messageIds: number[] } | Refusal | 'unsupported'> {
  const { api, place, message, messageId: known } = options
  const calls = { signal: options.signal, pacing: options.pacing ?? createPacing(), chatId: place.chatId }
  const content = { rich_message: message, ...(options.keyboard ? { reply_markup: options.keyboard } : {}) }
  if (known !== undefined) {
    const changed = await orUnsupported(() =>
      persist(
        async () => {
          await api.raw.editMessageText({ chat_id: place.chatId, message_id: known, ...content })
          return known
        },
        { ...calls, repeatable: true },
      ),
    )
    if (typeof changed === 'number') return { messageIds: [known] }
    if (changed !== 'gone') return changed
  }
  const sent = await orUnsupported(() =>
    persist(
      async () => {
        const { message_id: id } = await api.raw.sendRichMessage({
          chat_id: place.chatId,
          ...content,
          ...(place.threadId ? { message_thread_id: place.threadId } : {}),
          ...(place.replyTo
            ? { reply_parameters: { message_id: place.replyTo, allow_sending_without_reply: true } }
            : {}),
        })
        return id
      },
      { ...calls, repeatable: false },
    ),
  )
  if (typeof sent === 'number') return { messageIds: [sent] }
  return sent === 'gone' ? 'unsupported' : sent
}

/** A server that does not know rich messages, or this one. */
async function orUnsupported(
  act: () => Promise<number | 'gone' | Refusal>,
): Promise<number | 'gone' | Refusal | 'unsupported'> {
  try {
    const outcome = await act()
    return typeof outcome === 'object' && outcome.refused === 'rejected' ? 'unsupported' : outcome
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 404) return 'unsupported'
    throw error
  }
}
