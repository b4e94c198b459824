/**
 * Letters that are not seen, in which words can be hidden from a person and not from a model: marks of direction, spaces without
 * width, and the tags of Unicode. The joiners that scripts and emoji need stay.
 */
const unseen =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu

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
