import type { MessageEntity } from 'grammy/types'
import { countUpTo } from './ranges.ts'

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

/** With something put in at some places; an entity that begins at such a place begins after it. */
export function insert({ text, entities }: FormattedText, places: Set<number>, what: string): FormattedText {
  if (places.size === 0) return { text, entities }
  const sorted = [...places].toSorted((a, b) => a - b)
  const before = (isBefore: (place: number) => boolean) => countUpTo(sorted, isBefore) * what.length
  const pieces = [0, ...sorted].map((from, index) => text.slice(from, sorted[index]))
  return {
    text: pieces.join(what),
    entities: entities.map((entity) => {
      const end = entity.offset + entity.length
      const offset = entity.offset + before((place) => place <= entity.offset)
      return { ...entity, offset, length: end + before((place) => place < end) - offset }
    }),
  }
}

/** Entities without white space at their ends, none empty, outer ones first. */
export function tidy({ text, entities }: FormattedText): FormattedText {
  const trimmed = entities.map((entity) => trim(text, entity)).filter((entity) => entity.length > 0)
  return { text, entities: trimmed.toSorted((a, b) => a.offset - b.offset || b.length - a.length) }
}

/** A program keeps the indentation of its first line: in Python it is half of the meaning. */
function trim(text: string, entity: MessageEntity): MessageEntity {
  const inside = text.slice(entity.offset, entity.offset + entity.length)
  const kept = inside.trimEnd()
  const blank = (entity.type === 'pre' ? /^(?:[^\S\n]*\n)*/ : /^\s*/).exec(kept)![0].length
  return { ...entity, offset: entity.offset + blank, length: kept.length - blank }
}
