/** Words of a person's inside a text of ours, so that none of them counts as Markdown. */
export function plain(words: string): string {
  return words.replace(/[\\`*_{}[\]<>()#+\-.!|~$:@/]/g, '\\$&')
}

/** The beginning of what a person wrote, never half of a character. */
export function beginning(words: string, most: number): string {
  return words.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
}
