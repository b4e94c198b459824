/** Shorter ones may be an example in code; a picture is longer. */
const longestKept = 128
const longestHeader = 120
const opening = 'data:'
const header = /^data:[\w.+-]+\/[\w.+-]+(?:;[\w.+=-]+)*,/i
const beginsHeader = /^data:[\w.+-]*(?:\/[\w.+-]*(?:;[\w.+=-]*)*)?$/i
/** What an address cannot hold, such as the bracket that closes a link. */
const end = /[\s)\]>"'`<\\]/

/** Takes a text as it comes and puts the kind of a thing, such as `image/png`, in place of a long `data:` address of it. */
export class DataAddressFilter {
  private waiting = ''
  /** What stands before that: `metadata:` is no address. */
  private before = ''
  /** In an address that is too long to keep: all of it is passed over. */
  private skips = false
  /** Characters that were passed over. */
  skipped = 0

  push(more: string): string {
    return this.take(this.waiting + more, false)
  }

  end(): string {
    return this.take(this.waiting, true)
  }

  private take(text: string, isLast: boolean): string {
    let out = ''
    // Kept apart: to look at the end of what is put together copies all of it.
    let last = this.before
    const put = (piece: string) => {
      out += piece
      last = piece.slice(-1) || last
    }
    let rest = text
    for (;;) {
      if (this.skips) {
        const over = rest.search(end)
        this.skipped += over === -1 ? rest.length : over
        if (over === -1) return this.wait('', out)
        this.skips = false
        rest = rest.slice(over)
      }
      const at = beginningIn(last, rest, isLast)
      put(rest.slice(0, at))
      rest = rest.slice(at)
      if (rest === '' || (!isLast && rest.length < opening.length)) return this.wait(rest, out)
      const head = header.exec(rest.slice(0, longestHeader))?.[0]
      if (head === undefined) {
        if (!isLast && rest.length < longestHeader && beginsHeader.test(rest)) return this.wait(rest, out)
        put(rest.slice(0, opening.length))
        rest = rest.slice(opening.length)
        continue
      }
      const length = rest.slice(head.length, head.length + longestKept + 1).search(end)
      const seen = length === -1 ? rest.length - head.length : length
      if (seen > longestKept) {
        put(head.slice(opening.length).split(/[;,]/)[0]!)
        this.skips = true
        rest = rest.slice(head.length)
      } else if (length === -1 && !isLast) return this.wait(rest, out)
      else {
        put(rest.slice(0, head.length + seen))
        rest = rest.slice(head.length + seen)
      }
    }
  }

  private wait(held: string, out: string): string {
    this.waiting = held
    this.before = out.slice(-1) || this.before
    return out
  }
}

/** Where an address may begin in this text, or at its end, which may be the beginning of one; else its length. */
function beginningIn(before: string, text: string, isLast: boolean): number {
  const beginning = isLast ? /data:/gi : /data:|(?:data|dat|da|d)$/gi
  for (const { index } of text.matchAll(beginning))
    if (!/[\p{L}\p{N}_]/u.test(index === 0 ? before.slice(-1) : text[index - 1]!)) return index
  return text.length
}
