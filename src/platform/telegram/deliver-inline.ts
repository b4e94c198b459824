import type { Api } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { FormattedText } from './formatted-text.ts'
import type { Pacing } from './pacing.ts'
import { persist, type Refusal } from './persist.ts'
import type { RichMessage } from './rich/shapes.ts'

/**
 * Brings the final text into a message that is known by its inline name. What Telegram does not take as a rich message goes out
 * as text, and what it does not take with marks goes out without them. Doing it twice shows it once.
 * @throws whatever may succeed later
 */
export async function deliverInline(options: {
  api: Api
  inlineMessageId: string
  rich: RichMessage | undefined
  text: FormattedText
  keyboard: InlineKeyboardMarkup | undefined
  signal: AbortSignal
  pacing: Pacing
  /** The chat as the pacing knows it. */
  pacedAs: number
}): Promise<'shown' | 'gone' | Refusal> {
  const { api, inlineMessageId, rich, text, keyboard, signal, pacing, pacedAs } = options
  const more = { link_preview_options: { is_disabled: true }, ...(keyboard ? { reply_markup: keyboard } : {}) }
  const change = async (content: FormattedText | RichMessage) => {
    if ('text' in content)
      await api.editMessageTextInline(inlineMessageId, content.text, { ...more, entities: content.entities })
    else await api.editMessageTextInline(inlineMessageId, content, keyboard ? { reply_markup: keyboard } : {})
    return 0
  }
  const ways = [...(rich ? [rich] : []), text, ...(text.entities.length > 0 ? [{ text: text.text, entities: [] }] : [])]
  let refused: Refusal | undefined
  for (const way of ways) {
    const outcome = await persist(() => change(way), { signal, pacing, chatId: pacedAs, repeatable: true })
    if (typeof outcome === 'number') return 'shown'
    if (outcome === 'gone') return 'gone'
    refused = outcome
    if (refused.refused !== 'rejected') return refused
  }
  return refused!
}
