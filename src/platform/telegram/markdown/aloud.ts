import { slice } from '#platform/telegram/formatted-text.ts'
import { formatMarkdown } from './format.ts'

/** What of a text can be read out. */
export interface Aloud {
  text: string
  /** Only its beginning is read. */
  isCut: boolean
  /** Programs and tables are in it, which make no sense aloud. */
  leavesOut: boolean
}

/** Marks and addresses make Markdown longer than what is heard of it: more than this is never looked at. */
const longestMark = 4

/** Code of more than one line, or of a longer one, is a program and no word. */
const longestWord = 60

/**
 * Markdown as plain words to be read out, at most so many characters, cut at the end of a sentence. Links are read by their
 * words, bare addresses by their host; programs, tables and emoji are left out.
 */
export function aloud(markdown: string, most: number): Aloud {
  const longest = most * longestMark
  const { text, entities } = formatMarkdown(markdown.slice(0, longest))
  const left = entities.filter(
    ({ type, offset, length }) => type === 'pre' && isProgram(text.slice(offset, offset + length)),
  )
  const words = spoken(without({ text, entities }, left))
  const cut = cutAtSentence(words, most)
  return { text: cut, isCut: cut.length < words.length || markdown.length > longest, leavesOut: left.length > 0 }
}

function isProgram(code: string): boolean {
  return code.length > longestWord || code.trim().includes('\n')
}

function without(whole: Parameters<typeof slice>[0], ranges: { offset: number; length: number }[]): string {
  let from = 0
  const kept = ranges.map(({ offset, length }) => {
    const piece = slice(whole, from, offset).text
    from = offset + length
    return piece
  })
  return [...kept, whole.text.slice(from)].join('\n')
}

/** With what joins and colours them, and the letters of flags. */
const emoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200D|\uFE0F|\u20E3/gu

function spoken(text: string): string {
  return text
    .replaceAll(/https?:\/\/(?:www\.)?([^\s/?#]+)[^\s]*/gi, '$1')
    .replaceAll(emoji, '')
    .replaceAll(/^[ \t]*[•◦▪–—-][ \t]+/gm, '')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** At the last end of a sentence that fits; of one endless sentence at a word. */
function cutAtSentence(text: string, most: number): string {
  if (text.length <= most) return text
  const fitting = text
    .slice(0, most)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
  const ends = [...fitting.matchAll(/[.!?…]["»”)]*(?=\s)|\n/g)]
  const last = ends.at(-1)
  if (last && last.index > most / 2) return fitting.slice(0, last.index + last[0].length).trim()
  return fitting.replace(/\s+\S*$/, '').trim()
}
