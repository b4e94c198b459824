import type { MessageEntity } from 'grammy/types'
import type { FormattedText } from './formatted-text.ts'

const linkTo = 'http://t.me/#'
const invisible = '\u200c'

/** A text with an invisible link behind it, by which a reply to it is known, whatever its words are. */
export function withMark({ text, entities }: FormattedText, what: string): FormattedText {
  const mark: MessageEntity = { type: 'text_link', offset: text.length, length: 1, url: linkTo + what }
  return { text: text + invisible, entities: [...entities, mark] }
}

export function markIn(entities: MessageEntity[] = []): string | undefined {
  const mark = entities.find((entity) => entity.type === 'text_link' && entity.url.startsWith(linkTo))
  return mark?.type === 'text_link' ? mark.url.slice(linkTo.length) : undefined
}
