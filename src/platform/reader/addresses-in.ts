/** More than a person asks about at once. */
const most = 5
const longest = 2_000
/** With its scheme, or as people write it: `www.` or a path after the name of a site. */
const written =
  /(?<![\p{L}\p{N}@./:-])(?:https?:\/\/|www\.|(?=(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}\/))[^\s<>"'`«»„“”{}|\\^]+/giu
const trailing = '.,:;!?…*_~'

/** The addresses of pages that stand in a person's words, in their order and each once. */
export function addressesIn(words: string): string[] {
  const found: string[] = []
  for (const [match] of words.matchAll(written)) {
    // What is longer is no address.
    if (match.length > longest) continue
    const address = withoutEnd(match)
    const url = URL.parse(/^https?:/i.test(address) ? address : `https://${address}`)
    if (!url || url.href.length > longest || found.includes(url.href)) continue
    found.push(url.href)
    if (found.length === most) break
  }
  return found
}

/** Without what belongs to the sentence: a full stop, and a bracket that was opened before the address. */
function withoutEnd(match: string): string {
  const tooMany = { ')': closings(match, '(', ')'), ']': closings(match, '[', ']') }
  let end = match.length
  for (; end > 0; end -= 1) {
    const sign = match[end - 1]!
    if (trailing.includes(sign)) continue
    if ((sign !== ')' && sign !== ']') || tooMany[sign] <= 0) break
    tooMany[sign] -= 1
  }
  return match.slice(0, end)
}

/** How many brackets are closed that were not opened. */
function closings(address: string, open: string, close: string): number {
  return address.split(close).length - address.split(open).length
}
