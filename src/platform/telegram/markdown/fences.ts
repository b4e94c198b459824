/** The dot stands for every letter: it must not search for an end of the line that lets it pass. */
const fenceLine = /^(?<quote>[ \t>]*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?<marks>`{3,}|~{3,})(?<info>.*)$/s

/** Follows a text line by line, and knows whether a program is open. */
export class Fences {
  /** The program that is open: the signs that end it, and the line that began it. */
  open: { marks: string; line: string; quoted: boolean } | undefined

  read(line: string): void {
    if (this.open?.quoted && !/^\s*>/.test(line)) this.open = undefined
    const { quote = '', marks = '', info = '' } = fenceLine.exec(line)?.groups ?? {}
    if (marks === '') return
    if (!this.open && !(marks.startsWith('`') && info.includes('`')))
      this.open = { marks, line, quoted: quote.includes('>') }
    else if (this.open && marks.startsWith(this.open.marks) && info.trim() === '') this.open = undefined
  }
}
