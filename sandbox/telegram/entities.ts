import type { MessageEntity } from 'grammy/types'
import { BotApiError } from './error.ts'

const known = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
])
const quotes = new Set(['blockquote', 'expandable_blockquote'])
const literal = new Set(['code', 'pre'])

/** Checks entities as strictly as the rules are written: what a lenient server would repair is a fault of the bot here. */
export function checkEntities(text: string, entities: MessageEntity[]): void {
  for (const entity of entities) {
    const { type, offset, length } = entity
    if (!known.has(type)) bad(`unsupported entity type "${type}"`)
    if (!Number.isInteger(offset) || !Number.isInteger(length) || length <= 0)
      bad('entity has a wrong offset or length')
    if (offset < 0 || offset + length > text.length)
      bad(`entity beginning at UTF-16 offset ${offset} ends after the end of the text`)
    if (splitsPair(text, offset) || splitsPair(text, offset + length))
      bad(`entity at UTF-16 offset ${offset} ends in the middle of a UTF-16 symbol`)
    if (type === 'text_link' && !/^(https?|tg|mailto|tel|ton):/i.test(entity.url ?? '')) bad('entity has a wrong URL')
  }
  if (entities.length > 100) bad('too many entities: the rest would be ignored')
  for (const [index, a] of entities.entries()) for (const b of entities.slice(index + 1)) checkPair(a, b)
}

function checkPair(a: MessageEntity, b: MessageEntity) {
  const aEnd = a.offset + a.length
  const bEnd = b.offset + b.length
  if (aEnd <= b.offset || bEnd <= a.offset) return
  const nested = (a.offset <= b.offset && bEnd <= aEnd) || (b.offset <= a.offset && aEnd <= bEnd)
  if (!nested) bad(`entities at UTF-16 offsets ${a.offset} and ${b.offset} overlap without one containing the other`)
  if (literal.has(a.type) || literal.has(b.type)) bad(`entity "${a.type}" cannot be combined with "${b.type}"`)
  if (quotes.has(a.type) && quotes.has(b.type)) bad('block quotes cannot be nested')
  if (a.type === b.type && a.offset === b.offset && a.length === b.length) bad(`entity "${a.type}" stands there twice`)
}

function splitsPair(text: string, index: number): boolean {
  return /[\ud800-\udbff]/.test(text[index - 1] ?? '') && /[\udc00-\udfff]/.test(text[index] ?? '')
}

function bad(what: string): never {
  throw new BotApiError(400, `Bad Request: can't parse entities: ${what}`)
}

const patterns: [MessageEntity['type'], RegExp][] = [
  ['url', /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)»]/g],
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/])/gu],
  ['mention', /(?<![\p{L}\p{N}_])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\p{L}\p{N}_])/gu],
  ['hashtag', /(?<![\p{L}\p{N}_])#[\p{L}_][\p{L}\p{N}_]{0,255}/gu],
]

/** What Telegram finds by itself in a text: links, commands, mentions and hashtags outside of what is marked already. */
export function detectEntities(text: string, given: MessageEntity[]): MessageEntity[] {
  const taken = given.filter(({ type }) => literal.has(type) || type === 'text_link' || type === 'url')
  const found: MessageEntity[] = []
  for (const [type, pattern] of patterns)
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length } as MessageEntity
      if (![...taken, ...found].some((other) => overlap(other, entity))) found.push(entity)
    }
  return found
}

function overlap(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length
}
