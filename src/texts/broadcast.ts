import type { InlineKeyboardButton } from 'grammy/types'
import type { BroadcastSaid } from '#modules/notifications/contract.ts'
import type { FormattedText } from '#platform/telegram/formatted-text.ts'
import { formatMarkdown } from '#platform/telegram/markdown/format.ts'
import { textsIn } from './languages.ts'

/** A broadcast as a person with this language gets it: what the owner wrote, and under it the way out. */
export function broadcastText(
  broadcast: { id: number; texts: readonly BroadcastSaid[] },
  language: string,
): { said: FormattedText; keyboard: InlineKeyboardButton[][] } {
  const own = broadcast.texts.find((each) => each.language === language) ?? broadcast.texts[0]!
  const keyboard = own.buttons.map(({ label, url, opens }): InlineKeyboardButton[] => [
    url === undefined ? { text: label, callback_data: `open:${opens!}` } : { text: label, url },
  ])
  const refuse = { text: textsIn(own.language).buttons.noNews, callback_data: `no-news:${broadcast.id}` }
  return { said: formatMarkdown(own.text), keyboard: [...keyboard, [refuse]] }
}
