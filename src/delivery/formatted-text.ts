import type { MessageEntity } from 'grammy/types'

/** A text as Telegram takes it: plain characters, and entities that mark ranges of them in UTF-16 units. */
export interface FormattedText {
  text: string
  entities: MessageEntity[]
}

/** A piece of a formatted text, with the entities that reach into it. */
export function slice({ text, entities }: FormattedText, from: number, to: number): FormattedText {
  return tidy({
    text: text.slice(from, to),
    entities: entities
      .map((entity) => {
        const start = Math.max(entity.offset, from)
        const end = Math.min(entity.offset + entity.length, to)
        return { ...entity, offset: start - from, length: end - start }
      })
      .filter((entity) => entity.length > 0),
  })
}

/** Entities without white space at their ends, none empty, outer ones first. */
export function tidy({ text, entities }: FormattedText): FormattedText {
  const trimmed = entities.map((entity) => trim(text, entity)).filter((entity) => entity.length > 0)
  return { text, entities: trimmed.toSorted((a, b) => a.offset - b.offset || b.length - a.length) }
}

function trim(text: string, entity: MessageEntity): MessageEntity {
  const inside = text.slice(entity.offset, entity.offset + entity.length)
  const start = entity.offset + (inside.length - inside.trimStart().length)
  return { ...entity, offset: start, length: inside.trim().length }
}
