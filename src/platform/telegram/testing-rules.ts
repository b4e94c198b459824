import type { MessageEntity } from 'grammy/types'
import type { FormattedText } from './formatted-text.ts'

/** Telegram's rules for entities, written down a second time and strictly: what a lenient server would mend is a fault. */
export function faults({ text, entities }: FormattedText): string[] {
  const found = entities.flatMap((entity) => faultsOf(entity, text))
  for (const [index, a] of entities.entries())
    for (const b of entities.slice(index + 1)) found.push(...faultsOfPair(a, b))
  return found
}

function faultsOf(entity: MessageEntity, text: string): string[] {
  const { type, offset, length } = entity
  const inside = text.slice(offset, end(entity))
  const found: string[] = []
  if (length <= 0 || offset < 0 || end(entity) > text.length) found.push(`${type} outside the text`)
  // A program may begin with the indentation of its first line.
  const begins = type === 'pre' ? /^[^\S\n]*\S/ : /^\S/
  if (!begins.test(inside) || /\s$/.test(inside)) found.push(`${type} begins or ends with white space`)
  if (/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(inside)) found.push(`${type} tears a surrogate pair`)
  if (type === 'text_link' && !/^https?:\/\/[^\s/]*[.\]]/i.test(entity.url)) found.push(`wrong address ${entity.url}`)
  return found
}

function faultsOfPair(a: MessageEntity, b: MessageEntity): string[] {
  if (b.offset < a.offset) return ['not in order']
  if (end(a) <= b.offset || end(b) <= a.offset) return []
  const both = `${a.type} and ${b.type}`
  const found: string[] = []
  const nested = end(b) <= end(a) || (a.offset === b.offset && end(a) <= end(b))
  if (!nested) found.push(`${both} overlap`)
  if ([a, b].some(({ type }) => type === 'code' || type === 'pre')) found.push(`${both} combined`)
  if ([a, b].every(({ type }) => type.endsWith('blockquote'))) found.push('quotes nested')
  if (a.type === b.type) found.push(`${both} nested`)
  return found
}

/** The marked pieces of a text: `[['bold', 'word'], …]`. */
export function marks({ text, entities }: FormattedText): [string, string][] {
  return entities.map((entity) => [entity.type, text.slice(entity.offset, end(entity))])
}

/** A formatted text that a person can read and compare: `<bold>word</bold>`. */
export function readable({ text, entities }: FormattedText): string {
  let result = ''
  for (let at = 0; at <= text.length; at += 1) {
    for (const entity of entities.toReversed()) if (end(entity) === at) result += `</${entity.type}>`
    for (const entity of entities) if (entity.offset === at) result += `<${describe(entity)}>`
    result += text[at] ?? ''
  }
  return result
}

function describe(entity: MessageEntity): string {
  if (entity.type === 'text_link') return `text_link ${entity.url}`
  return entity.type === 'pre' && entity.language ? `pre ${entity.language}` : entity.type
}

function end({ offset, length }: MessageEntity): number {
  return offset + length
}
