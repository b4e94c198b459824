/**
 * Words of a person's inside a text of ours, as the text that they are: none of them counts as Markdown, and none begins a
 * line that would look like ours.
 */
export function plain(words: string): string {
  // By its number, because with a backslash `[` would begin a formula.
  return words.replaceAll(/\s+/g, ' ').replaceAll(/[!-/:-@[-`{-~]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** The same of words that have lines of their own. */
export function plainLines(words: string): string {
  return words.split('\n').map(plain).join('\n')
}

/** The beginning of what a person wrote, never half of a character. */
export function beginning(words: string, most: number): string {
  if (words.length <= most) return words
  const end = new Intl.Segmenter().segment(words).containing(most)?.index ?? most
  // One character that is longer than that: only its surrogate pairs are kept whole.
  return words.slice(0, end > 0 ? end : most).replace(/[\uD800-\uDBFF]$/, '')
}

/** With a capital at the beginning. */
export function capital(words: string, language: string): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1)
}
