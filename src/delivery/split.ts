import { type FormattedText, slice } from './formatted-text.ts'

export const textLimit = 4096
const entityLimit = 100
/** A cut is looked for in the last part of what fits; a better one too early would leave scraps. */
const searchFrom = 0.4

/** From best to worst: between paragraphs, lines, sentences, words. Group 0 ends where the next part begins. */
const boundaries = [/\n\n+/g, /\n/g, /[.!?…]["»”)]?\s+/g, /\s+/g]

/**
 * Divides a text into parts that Telegram takes: at most 4096 UTF-16 units and 100 entities each. Cuts fall where a reader
 * would pause; white space at a cut is dropped and nothing else. An entity that reaches over a cut goes on in the next part.
 */
export function splitFormatted(formatted: FormattedText, limit = textLimit): FormattedText[] {
  const parts: FormattedText[] = []
  let rest = formatted
  while (rest.text.length > limit || rest.entities.length > entityLimit) {
    const end = cutAt(rest, limit)
    parts.push(slice(rest, 0, rest.text.slice(0, end).trimEnd().length))
    const begin = rest.text.length - rest.text.slice(end).replace(/^\s*\n/, '').length
    rest = slice(rest, inCode(rest, end) ? skipNewline(rest.text, end) : begin, rest.text.length)
  }
  return [...parts, rest].filter((part) => part.text.trim() !== '')
}

function cutAt(rest: FormattedText, limit: number): number {
  const most = Math.min(limit, rest.text.length, endOfEntities(rest))
  const window = rest.text.slice(0, most)
  const earliest = Math.floor(most * searchFrom)
  for (const boundary of boundaries) {
    // A blank line inside a program is no end of a paragraph; a line end always is one.
    const ends = [...window.matchAll(boundary)].map((match) => match.index + match[0].length)
    const end = ends.findLast((candidate) => candidate > earliest && candidate <= most)
    if (end !== undefined) return end
  }
  return lastGrapheme(window)
}

/** Before the first entity that would be one too many. */
function endOfEntities({ entities }: FormattedText): number {
  const tooMany = entities[entityLimit]
  return tooMany ? Math.max(tooMany.offset, 1) : Infinity
}

/** The end of the last whole character, so that no emoji or accent is torn apart. */
function lastGrapheme(window: string): number {
  const near = Math.max(0, window.length - 64)
  const segments = [...new Intl.Segmenter().segment(window.slice(near))]
  const last = segments.at(-1)
  return last && last.index > 0 ? near + last.index : window.length
}

function inCode({ entities }: FormattedText, at: number): boolean {
  return entities.some(({ type, offset, length }) => type === 'pre' && offset < at && at < offset + length)
}

/** In a program the next line's indentation must stay. */
function skipNewline(text: string, at: number): number {
  return text[at] === '\n' ? at + 1 : at
}
