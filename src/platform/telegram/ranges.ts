/** Parts of a text, `from` up to `to`, in order and without overlap, in which a place is found without looking at all. */
export class Ranges {
  readonly #ranges: { from: number; to: number }[] = []

  constructor(parts: { offset: number; length: number }[]) {
    for (const { offset, length } of parts.toSorted((a, b) => a.offset - b.offset)) {
      const last = this.#ranges.at(-1)
      if (last && offset <= last.to) last.to = Math.max(last.to, offset + length)
      else this.#ranges.push({ from: offset, to: offset + length })
    }
  }

  /** Whether some part reaches into this one, and more than its edge touches it. */
  overlaps({ offset, length }: { offset: number; length: number }): boolean {
    const range = this.#ranges[countUpTo(this.#ranges, ({ to }) => to <= offset)]
    return range !== undefined && range.from < offset + length
  }

  /** Whether a place is within a part, and not at its edge. */
  holds(place: number): boolean {
    return this.overlaps({ offset: place - 1, length: 1 }) && this.overlaps({ offset: place, length: 1 })
  }
}

/** How many items at the beginning of a sorted list fulfil a condition. */
export function countUpTo<Item>(sorted: Item[], isBefore: (item: Item) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(sorted[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
