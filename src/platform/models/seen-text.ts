/**
 * Letters that are not seen, in which words can be hidden from a person and not from a model: marks of direction, spaces without
 * width, and the tags of Unicode. The joiners that scripts and emoji need stay.
 */
const unseen = /(?!\u200c|\u200d|\ufe0f)\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/gu

/** What a person would see of a text from outside. Its lines stay lines, whatever they end with. */
export function seenText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(unseen, '')
      .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
      // oxlint-disable-next-line no-control-regex
      .replace(/[\0-\x08\x0e-\x1f\x7f-\x9f]/g, ' ')
  )
}

/** The same in one line, cut to so many characters. */
export function seenLine(text: string, longest: number): string {
  const line = seenText(text).replace(/\s+/g, ' ').trim()
  return line.length <= longest ? line : `${line.slice(0, longest - 1).toWellFormed()}…`
}
