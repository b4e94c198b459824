export interface Line {
  kind: 'same' | 'gone' | 'new'
  text: string
}

/** What becomes of the lines of a text: those that stay, with as few that go and come as possible. */
export function lineDifference(before: string, after: string): Line[] {
  const [old, next] = [before.split('\n'), after.split('\n')]
  const kept = longestKept(old, next)
  const lines: Line[] = []
  let [at, there] = [0, 0]
  while (at < old.length || there < next.length) {
    if (at < old.length && there < next.length && old[at] === next[there]) {
      lines.push({ kind: 'same', text: old[at]! })
      at += 1
      there += 1
    } else if (there === next.length || (at < old.length && kept[at + 1]![there]! >= kept[at]![there + 1]!)) {
      lines.push({ kind: 'gone', text: old[at]! })
      at += 1
    } else {
      lines.push({ kind: 'new', text: next[there]! })
      there += 1
    }
  }
  return lines
}

/** How many lines can stay, from each line of the one text and each of the other on. */
function longestKept(old: string[], next: string[]): number[][] {
  const kept = Array.from({ length: old.length + 1 }, () => Array<number>(next.length + 1).fill(0))
  for (let at = old.length - 1; at >= 0; at -= 1)
    for (let there = next.length - 1; there >= 0; there -= 1)
      kept[at]![there] =
        old[at] === next[there] ? kept[at + 1]![there + 1]! + 1 : Math.max(kept[at + 1]![there]!, kept[at]![there + 1]!)
  return kept
}
