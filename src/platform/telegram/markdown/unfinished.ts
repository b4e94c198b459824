import { closeMarks } from './close-marks.ts'
import { Fences } from './fences.ts'

/**
 * Markdown that stops in the middle, as if its writer had closed what was opened. What may still become one thing or
 * another, such as a lone `-` at the end, is held back until it is clear: a sign that is shown stays.
 */
export function completeMarkdown(markdown: string): string {
  const fence = openFence(markdown)
  if (fence) return insideFence(markdown, fence)
  const start = lastBlock(markdown)
  const tail = withoutBeginnings(markdown.slice(start))
  return markdown.slice(0, start) + (tail === '' ? '' : closed(tail))
}

/** The fence of a program that goes on to the end. */
function openFence(markdown: string): { marks: string; onLastLine: boolean } | undefined {
  const fences = new Fences()
  const lines = markdown.split('\n')
  for (const line of lines.slice(0, -1)) fences.read(line)
  const before = fences.open
  fences.read(lines.at(-1)!)
  return fences.open && { marks: fences.open.marks, onLastLine: fences.open !== before }
}

/** Without the beginning of the fence that ends it, or the line that begins it and may not be whole. */
function insideFence(markdown: string, { marks, onLastLine }: { marks: string; onLastLine: boolean }): string {
  const lastLine = markdown.lastIndexOf('\n') + 1
  const beginsEnd = new RegExp(`^[ \\t>]*${marks[0]}{1,${marks.length}}[ \\t]*$`)
  return onLastLine || beginsEnd.test(markdown.slice(lastLine)) ? markdown.slice(0, lastLine) : markdown
}

/** Where the last paragraph, list item, heading or table begins: no mark reaches over that. */
function lastBlock(markdown: string): number {
  const boundary = /\n[ \t]*\n|(?:^|\n)(?=[ \t>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t])|\n(?=[ \t]*>)/g
  const last = [...markdown.matchAll(boundary)].at(-1)
  return last ? last.index + last[0].length : 0
}

/** Without a last line that only begins something: a list item, a heading, a rule, a table. */
function withoutBeginnings(tail: string): string {
  const lines = tail.split('\n')
  const line = lines.at(-1)!
  const beginsBlock = /^[ \t>]*(?:[-*+]|#{1,6}|[`~]{1,2}|[-*_=][-*_= \t]*)?$/
  const beginsTask = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]?\]?$/
  // A heading of a table looks like text with bars until the line below it is whole.
  const table = lines.findIndex((row) => /^[ \t]*\|/.test(row))
  if (table !== -1 && lines.length - table <= 2) return lines.slice(0, table).join('\n')
  return beginsBlock.test(line.trimEnd()) || beginsTask.test(line) ? lines.slice(0, -1).join('\n') : tail
}

/** The signs that make it a list item or a heading are no marks; a row of a table is closed by itself. */
function closed(tail: string): string {
  const row = /(?:^|\n)[ \t]*\|[^\n]*$/.exec(tail)?.index
  const prefix = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+(?:\[[ xX]\][ \t]+)?)?/.exec(tail)![0].length
  const from = row ?? prefix
  const text = closeMarks(tail.slice(from))
  return text.trim() === '' && row === undefined ? '' : tail.slice(0, from) + text
}
