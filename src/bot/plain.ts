/** Words of a person's inside a text of ours, so that none of them counts as Markdown. */
export function plain(words: string): string {
  return words.replace(/[\\`*_{}[\]<>()#+\-.!|~$:@/]/g, '\\$&')
}
