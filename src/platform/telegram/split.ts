import type { MessageEntity } from 'grammy/types'
import { type FormattedText, insert, slice } from './formatted-text.ts'
import { Ranges } from './ranges.ts'

export const textLimit = 4096
export const captionLimit = 1024
const entityLimit = 100
/** A part shorter than this looks like a scrap; with a small limit, a quarter of it. */
const scrap = 200
const goesOn = '…\n'
/** A cut between paragraphs is looked for this far back; shorter pauses are not worth so short a part. */
const paragraphsFrom = 0.3
const othersFrom = 0.5

/**
 * Divides a text into parts that Telegram takes: at most 4096 UTF-16 units and 100 entities each. Cuts fall where a reader
 * would pause; white space at a cut is dropped and nothing else. An entity that reaches over a cut goes on in the next part.
 */
export function splitFormatted(formatted: FormattedText, limit = textLimit): FormattedText[] {
  const parts: FormattedText[] = []
  const rest = new Rest(formatted)
  while (rest.length > limit || rest.entityCount > entityLimit) {
    const window = rest.beginning(limit)
    const end = cutAt(window, rest.length, limit)
    parts.push(slice(window, 0, window.text.slice(0, end).trimEnd().length))
    rest.drop(end, rest.inProgram(end) ? programGap : gap)
  }
  return [...parts, rest.beginning(limit)].filter((part) => part.text.trim() !== '')
}

/** White space at the beginning of the next part; within a program only line ends, because indentation is part of it. */
const programGap = /(?:[^\S\n]*\n)*/y
const gap = /\s*/y

/** What is left of a text. It is read from the beginning to the end, and no part looks at what comes after the next. */
class Rest {
  readonly #whole: FormattedText
  #from = 0
  /** Entities before this one that reach into the rest, and the first that begins in it. */
  #open: MessageEntity[] = []
  #next = 0

  constructor(whole: FormattedText) {
    this.#whole = whole
  }

  get length(): number {
    return this.#whole.text.length - this.#from
  }

  get entityCount(): number {
    return this.#open.length + this.#whole.entities.length - this.#next
  }

  /** As much as may fit into one part and a little more, for what follows a cut to be seen. */
  beginning(limit: number): FormattedText {
    const to = Math.min(this.#whole.text.length, this.#from + limit + 1)
    const entities = [...this.#open]
    for (let next = this.#next; entities.length <= entityLimit; next += 1) {
      const entity = this.#whole.entities[next]
      if (!entity || entity.offset >= to) break
      entities.push(entity)
    }
    return slice({ text: this.#whole.text, entities }, this.#from, to)
  }

  inProgram(end: number): boolean {
    const at = this.#from + end
    const within = ({ type, offset, length }: MessageEntity) => type === 'pre' && offset < at && at < offset + length
    if (this.#open.some(within)) return true
    for (let next = this.#next; next < this.#whole.entities.length; next += 1) {
      const entity = this.#whole.entities[next]!
      if (entity.offset >= at) return false
      if (within(entity)) return true
    }
    return false
  }

  /** Goes on after a part and the white space after it. */
  drop(part: number, whiteSpace: RegExp) {
    whiteSpace.lastIndex = this.#from + part
    whiteSpace.exec(this.#whole.text)
    this.#from = Math.max(this.#from + part, whiteSpace.lastIndex)
    const { entities } = this.#whole
    while (this.#next < entities.length && entities[this.#next]!.offset < this.#from)
      this.#open.push(entities[(this.#next += 1) - 1]!)
    this.#open = this.#open.filter(({ offset, length }) => offset + length > this.#from)
  }
}

/** The end of a text that is too long for one message, which says that something stands before it, here or left out already. */
export function lastPart(formatted: FormattedText, goesOnBefore = false): FormattedText {
  const parts = splitFormatted(formatted, textLimit - goesOn.length)
  const last = parts.at(-1) ?? { text: '', entities: [] }
  return parts.length > 1 || (goesOnBefore && last.text !== '') ? insert(last, new Set([0]), goesOn) : last
}

/** The best place to cut before the limit, in the beginning of a rest of this length. */
function cutAt(rest: FormattedText, length: number, limit: number): number {
  const { text } = rest
  const fits = Math.min(limit, length, endOfEntities(rest))
  // What is left over should be worth a message of its own.
  const most = Math.max(1, Math.min(fits, Math.max(length - Math.min(scrap, limit / 4), fits / 2)) | 0)
  const programs = new Ranges(rest.entities.filter(({ type }) => type === 'pre'))
  const paragraphs = ends(text, /\n\s*\n/g, most).filter((end) => !programs.holds(end))
  const lines = ends(text, /\n/g, most)
  const last = (candidates: number[], from: number, isGood = (_end: number) => true) =>
    candidates.findLast((end) => end > most * from && isGood(end))
  return (
    last(paragraphs, paragraphsFrom, (end) => !announces(rest, end)) ??
    last(paragraphs, paragraphsFrom) ??
    last(lines, othersFrom, (end) => programs.holds(end) && isBetweenFunctions(text, end)) ??
    last(lines, othersFrom) ??
    last(ends(text, /(?<![\s\d.!?…])[.!?…]+["»”’)*]*\s+/g, most), othersFrom) ??
    last(ends(text, /\s+/g, most), othersFrom) ??
    endOfGrapheme(text, most)
  )
}

/** In a program: after an empty line, before one that is not indented. */
function isBetweenFunctions(text: string, end: number): boolean {
  const lineBefore = text.slice(text.lastIndexOf('\n', end - 2) + 1, end)
  return lineBefore.trim() === '' && lineBefore.length < end && /\S/.test(text[end] ?? '')
}

function ends(text: string, boundary: RegExp, most: number): number[] {
  return [...text.slice(0, most).matchAll(boundary)].map((match) => match.index + match[0].length)
}

/** A heading, or a line with a colon, belongs to what follows it. */
function announces({ text, entities }: FormattedText, at: number): boolean {
  const end = text.slice(0, at).trimEnd().length
  const begin = text.lastIndexOf('\n', end - 1) + 1
  const bold = entities.some(
    (entity) => entity.type === 'bold' && entity.offset === begin && entity.length === end - begin,
  )
  return bold || text[end - 1] === ':'
}

/** Before the first entity that would be one too many. */
function endOfEntities({ entities }: FormattedText): number {
  const tooMany = entities[entityLimit]
  return tooMany ? Math.max(tooMany.offset, 1) : Infinity
}

/** The end of the last whole character, so that no emoji or accent is torn apart, however long it is. */
function endOfGrapheme(text: string, most: number): number {
  const segments = new Intl.Segmenter().segment(text)
  const start = segments.containing(most)?.index ?? most
  if (start > 0) return start
  // One character that is longer than a message: only its surrogate pairs are kept whole.
  return most > 1 && /[\ud800-\udbff]/.test(text[most - 1]!) ? most - 1 : most
}
