import { type FormattedText, insert, slice } from './formatted-text.ts'

export const textLimit = 4096
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
  let rest = formatted
  while (rest.text.length > limit || rest.entities.length > entityLimit) {
    const end = cutAt(rest, limit)
    parts.push(slice(rest, 0, rest.text.slice(0, end).trimEnd().length))
    rest = slice(rest, end + gapAfter(rest, end), rest.text.length)
  }
  return [...parts, rest].filter((part) => part.text.trim() !== '')
}

/** The end of a text that is too long for one message, which says that something stands before it. */
export function lastPart(formatted: FormattedText): FormattedText {
  const parts = splitFormatted(formatted, textLimit - goesOn.length)
  const last = parts.at(-1) ?? { text: '', entities: [] }
  return parts.length > 1 ? insert(last, new Set([0]), goesOn) : last
}

/** The best place to cut before the limit. */
function cutAt(rest: FormattedText, limit: number): number {
  const { text } = rest
  const fits = Math.min(limit, text.length, endOfEntities(rest))
  // What is left over should be worth a message of its own.
  const most = Math.max(1, Math.min(fits, Math.max(text.length - Math.min(scrap, limit / 4), fits / 2)) | 0)
  const programs = rest.entities.filter(({ type }) => type === 'pre')
  const inProgram = (at: number) => programs.some(({ offset, length }) => offset < at && at < offset + length)
  const paragraphs = ends(text, /\n\s*\n/g, most).filter((end) => !inProgram(end))
  const lines = ends(text, /\n/g, most)
  const last = (candidates: number[], from: number) => candidates.findLast((end) => end > most * from)
  return (
    last(
      paragraphs.filter((end) => !announces(rest, end)),
      paragraphsFrom,
    ) ??
    last(paragraphs, paragraphsFrom) ??
    last(
      lines.filter((end) => inProgram(end) && /^\S/.test(text.slice(end)) && /\n\s*\n$/.test(text.slice(0, end))),
      othersFrom,
    ) ??
    last(lines, othersFrom) ??
    last(ends(text, /(?<![\s\d])[.!?…]+["»”’)*]*\s+/g, most), othersFrom) ??
    last(ends(text, /\s+/g, most), othersFrom) ??
    endOfGrapheme(text, most)
  )
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

/** White space at the beginning of the next part; within a program only line ends, because indentation is part of it. */
function gapAfter(rest: FormattedText, at: number): number {
  const inProgram = rest.entities.some(
    ({ type, offset, length }) => type === 'pre' && offset < at && at < offset + length,
  )
  return (inProgram ? /^(?:[^\S\n]*\n)*/ : /^(?:[^\S\n]*\n)*[^\S\n]*(?=\S|$)/).exec(rest.text.slice(at))![0].length
}
