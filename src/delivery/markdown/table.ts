import type { AlignType } from 'mdast'

/** What fits beside each other on a phone, in characters of a monospaced font. */
const phoneWidth = 40

/** A table as aligned columns when it fits a phone, else row by row with the headings as names. */
export function tableText(
  rows: string[][],
  align: AlignType[],
): { columns: string } | { records: { name: string; value: string }[][] } {
  const [head = [], ...body] = rows.map((row) => row.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()))
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => widthOf(row[column] ?? ''))))
  if (widths.reduce((sum, width) => sum + width, 0) + 3 * (widths.length - 1) > phoneWidth)
    return { records: body.map((row) => head.map((name, column) => ({ name, value: row[column] ?? '' }))) }
  const line = (row: string[]) =>
    widths
      .map((width, column) => pad(row[column] ?? '', width, align[column]))
      .join(' │ ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('─┼─')
  return { columns: [line(head), rule, ...body.map(line)].join('\n') }
}

function pad(cell: string, width: number, align: AlignType | undefined): string {
  const space = width - widthOf(cell)
  if (align === 'right') return ' '.repeat(space) + cell
  const left = align === 'center' ? Math.floor(space / 2) : 0
  return ' '.repeat(left) + cell + ' '.repeat(space - left)
}

/** East Asian characters and emoji take two places. */
function widthOf(text: string): number {
  const graphemes = new Intl.Segmenter().segment(text)
  return [...graphemes].reduce(
    (sum, { segment }) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u.test(segment)
        ? 2
        : 1),
    0,
  )
}
