import type { Align } from './tree.ts'

/** What fits beside each other on a phone, in characters of a monospaced font. */
const phoneWidth = 40

/** Rows as aligned columns, the first as their heading; undefined when they are too wide for a phone. */
export function alignColumns(rows: string[][], align: Align[]): string | undefined {
  const [head = [], ...body] = rows
  const widths = head.map((_, column) => rows.reduce((most, row) => Math.max(most, widthOf(row[column] ?? '')), 1))
  if (widths.reduce((sum, width) => sum + width, 0) + 3 * (widths.length - 1) > phoneWidth) return undefined
  const line = (row: string[]) =>
    widths
      .map((width, column) => pad(row[column] ?? '', width, align[column]))
      .join(' │ ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('─┼─')
  return [line(head), rule, ...body.map(line)].join('\n')
}

function pad(cell: string, width: number, align: Align): string {
  const space = width - widthOf(cell)
  if (align === 'right') return ' '.repeat(space) + cell
  const left = align === 'center' ? Math.floor(space / 2) : 0
  return ' '.repeat(left) + cell + ' '.repeat(space - left)
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{20000}-\u{3fffd}]|\ufe0f|\p{Emoji_Presentation}/u

/** Making one takes longer than reading a cell with it. */
const segmenter = new Intl.Segmenter()

/** East Asian characters and emoji take two places. */
function widthOf(text: string): number {
  return [...segmenter.segment(text)].reduce((sum, { segment }) => sum + (wide.test(segment) ? 2 : 1), 0)
}
