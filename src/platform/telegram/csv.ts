/** What makes Excel read the rest as UTF-8; without it Cyrillic is gibberish there. */
const byteOrderMark = '\ufeff'

/**
 * Rows as a CSV file (RFC 4180) for a spreadsheet: what would be run there as a formula gets an apostrophe before it.
 * The author of a table, through a model or a page that it read, must not compute on a person's machine.
 */
export function csv(rows: string[][]): string {
  return byteOrderMark + rows.map((row) => `${harmless(row).map(quoted).join(',')}\r\n`).join('')
}

/**
 * Excel in Russian, among others, expects semicolons. There a cell begins with each line and after each semicolon and
 * goes on over commas, and a quote inside it ends nothing; so a number before something that can be called is no number.
 */
function harmless(row: string[]): string[] {
  const calls = /[(|!]/.test(row.slice(1).join(''))
  return row.map((cell, column) => {
    if (isPlain(cell) && !(column === 0 && calls)) return cell
    return cell
      .replace(/^\s*(?=[=+\-@＝＋－＠])/, "$&'")
      .replaceAll(/([;\t\r\n][\s"]*)([=+\-@＝＋－＠]?)/g, (_, before: string, sign: string) =>
        sign === '' ? before : `${before}'${sign}`,
      )
  })
}

/** A number, however it is written, or a sign that stands for yes or no. */
function isPlain(cell: string): boolean {
  return /^[-+]$/.test(cell) || /^[-+]?[.,]?\d(?:[\d\s.,]*\d)?(?:e[-+]?\d+)?\s*%?$/i.test(cell)
}

function quoted(cell: string): string {
  return /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
