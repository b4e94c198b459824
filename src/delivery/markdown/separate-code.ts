import type { MessageEntity } from 'grammy/types'
import { type FormattedText, tidy } from '#delivery/formatted-text.ts'

/**
 * Telegram combines code with nothing else: what surrounds a piece of code is cut around it. A link, a spoiler and a quote
 * keep their whole text, and the code in them becomes plain: a quote would fall into pieces, a spoiler would tell. Only a
 * program cuts a quote, between two lines.
 */
export function separateCode({ text, entities }: FormattedText): FormattedText {
  const whole = entities.filter(({ type }) => type === 'text_link' || type === 'spoiler')
  const quotes = entities.filter(({ type }) => type === 'blockquote' || type === 'expandable_blockquote')
  const code = entities.filter((entity) => {
    const owners = entity.type === 'code' ? [...whole, ...quotes] : whole
    return isCode(entity) && !owners.some((owner) => overlap(owner, entity))
  })
  const rest = entities.filter((entity) => !isCode(entity))
  return tidy({ text, entities: [...code, ...rest.flatMap((entity) => around(entity, code))] })
}

function around(entity: MessageEntity, code: MessageEntity[]): MessageEntity[] {
  const pieces: MessageEntity[] = []
  let from = entity.offset
  const end = entity.offset + entity.length
  for (const hole of code) {
    if (!overlap(entity, hole)) continue
    pieces.push({ ...entity, offset: from, length: hole.offset - from })
    from = hole.offset + hole.length
  }
  pieces.push({ ...entity, offset: from, length: end - from })
  return pieces.filter((piece) => piece.length > 0)
}

function isCode({ type }: MessageEntity): boolean {
  return type === 'code' || type === 'pre'
}

function overlap(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length
}
