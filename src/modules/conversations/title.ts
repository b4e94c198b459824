const longest = 48

/** A conversation is called by the beginning of its first question, cut between words. */
export function titleOf(question: string): string {
  const line = question.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= longest) return line
  const cut = line.slice(0, longest)
  const words = cut.slice(0, Math.max(0, cut.lastIndexOf(' '))).replace(/[\s.,:;!?–—-]+$/, '')
  return `${(words.length > longest / 2 ? words : cut).toWellFormed()}…`
}
