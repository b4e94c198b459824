import type { MessageEntity } from 'grammy/types'
import { type FormattedText, tidy } from '#platform/telegram/formatted-text.ts'
import { countUpTo, Ranges } from '#platform/telegram/ranges.ts'

/**
 * Telegram combines code with nothing else: what surrounds a piece of code is cut around it. A link, a spoiler and a quote
 * keep their whole text, and the code in them becomes plain: a quote would fall into pieces, a spoiler would tell. Only a
 * program cuts a quote, between two lines.
 */
export function separateCode({ text, entities }: FormattedText): FormattedText {
  const whole = entities.filter(({ type }) => type === 'text_link' || type === 'spoiler')
  const quotes = entities.filter(({ type }) => type === 'blockquote' || type === 'expandable_blockquote')
  const owners = { pre: new Ranges(whole), code: new Ranges([...whole, ...quotes]) }
  const code = entities
    .filter((entity) => isCode(entity) && !owners[entity.type as 'pre' | 'code'].overlaps(entity))
    .toSorted((a, b) => a.offset - b.offset)
  const rest = entities.filter((entity) => !isCode(entity))
  return tidy({ text, entities: [...code, ...rest.flatMap((entity) => around(entity, code))] })
}

function around(entity: MessageEntity, code: MessageEntity[]): MessageEntity[] {
  const pieces: MessageEntity[] = []
  let from = entity.offset
  const end = entity.offset + entity.length
  const first = countUpTo(code, ({ offset, length }) => offset + length <= entity.offset)
  for (let index = first; index < code.length && code[index]!.offset < end; index += 1) {
    const hole = code[index]!
    pieces.push({ ...entity, offset: from, length: hole.offset - from })
    from = hole.offset + hole.length
  }
  pieces.push({ ...entity, offset: from, length: end - from })
  return pieces.filter((piece) => piece.length > 0)
}

function isCode({ type }: MessageEntity): boolean {
  return type === 'code' || type === 'pre'
}
