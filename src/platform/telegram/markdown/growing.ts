import { type FormattedText } from '#platform/telegram/formatted-text.ts'
import { lastPart } from '#platform/telegram/split.ts'
import type { CitedPage } from './cited.ts'
import { withoutData } from './data-addresses.ts'
import { Fences } from './fences.ts'
import { formatUnfinishedMarkdown } from './format.ts'

/** More than a message shows. */
const enough = 4_500
/** What is formatted for one step at most; then the beginning is left out again. */
const most = 8_000
/** Of the line that began a program; its rest names no language. */
const longestHead = 200

/**
 * An answer while it grows. Only its end is shown, so only its end is formatted: a step costs the same however long the
 * answer is, and each line is looked at once to know where it may begin.
 */
export class GrowingText {
  readonly #fences = new Fences()
  #markdown = ''
  /** The lines from the beginning of what is formatted: whether a block begins there, and the program they are in. */
  #lines: { at: number; beginsBlock: boolean; fence: string }[] = []
  #read = 0
  #afterEmptyLine = true
  #from = 0
  /** The line that began the program in which the end begins. */
  #head = ''
  readonly #pages: readonly CitedPage[] | undefined

  /** @param pages see `formatMarkdown` */
  constructor(pages?: readonly CitedPage[]) {
    this.#pages = pages
  }

  /** What is shown of it now; each text is the one before, and more. */
  show(markdown: string): FormattedText {
    this.#markdown = withoutData(markdown.toWellFormed())
    this.#readLines()
    if (this.#markdown.length - this.#from > most) this.#leaveOut()
    const shown = this.#head + this.#markdown.slice(this.#from)
    return lastPart(formatUnfinishedMarkdown(shown, this.#pages), this.#from > 0)
  }

  #readLines() {
    for (;;) {
      const end = this.#markdown.indexOf('\n', this.#read)
      if (end === -1) return
      const line = this.#markdown.slice(this.#read, end)
      const fence = this.#fences.open?.line ?? ''
      const beginsBlock = this.#afterEmptyLine && fence === '' && /^\S/.test(line)
      this.#lines.push({ at: this.#read, beginsBlock, fence })
      this.#fences.read(line)
      this.#afterEmptyLine = line.trim() === ''
      this.#read = end + 1
    }
  }

  /** Where a block begins if there is such a place; else between two lines, or wherever it must be. */
  #leaveOut() {
    const latest = this.#markdown.length - enough
    const index = this.#lines.findLastIndex(({ at, beginsBlock }) => beginsBlock && at <= latest && at > this.#from)
    const between = index === -1 ? this.#lines.findLastIndex(({ at }) => at <= latest && at > this.#from) : index
    const line = this.#lines[between]
    this.#from = line?.at ?? latest - (/[\udc00-\udfff]/.test(this.#markdown[latest]!) ? 1 : 0)
    const fence = line ? line.fence : (this.#fences.open?.line ?? '')
    this.#head = fence === '' ? '' : `${fence.slice(0, longestHead).toWellFormed()}\n`
    this.#lines = this.#lines.slice(between + 1)
  }
}
