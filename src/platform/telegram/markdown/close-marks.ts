import { evidence } from './formulas.ts'

/** A formula that is not closed is held back as long as it may become one. */
const longestFormula = 500
const longestUnproven = 8

/** A paragraph that stops in the middle, with its marks closed; what is not clear yet is left out. */
export function closeMarks(paragraph: string): string {
  return new Closing(paragraph).result()
}

/** One walk from the beginning to the end: no place is looked at again, however much is open. */
class Closing {
  readonly #text: string
  /** Where the text ends that is shown; it moves forward when the end turns out to be unclear. */
  #end: number
  #at = 0
  #written: string[] = []
  #length = 0
  /** Marks that are open, with the place after each in what is written. */
  #open: { mark: string; from: number }[] = []
  readonly #pairs: ReturnType<typeof pairsIn>
  /** Read once, when the first of them is asked for. */
  #words: ReturnType<typeof wordsIn> | undefined
  readonly #ahead = new Map<string, { from: number; found: number }>()

  constructor(text: string) {
    this.#text = text
    this.#end = text.length
    this.#pairs = pairsIn(text)
  }

  result(): string {
    while (this.#at < this.#end) this.#step()
    let text = this.#written.join('').trimEnd()
    for (let last = this.#open.at(-1); last && text.length <= last.from; last = this.#open.at(-1)) {
      text = text.slice(0, last.from - last.mark.length).trimEnd()
      this.#open.pop()
    }
    return (
      text +
      this.#open
        .map(({ mark }) => mark)
        .toReversed()
        .join('')
    )
  }

  #step() {
    switch (this.#text[this.#at]) {
      case '\\':
        return this.#backslash()
      case '`':
        return this.#code()
      case '$':
        return this.#dollar()
      case '<':
        return this.#at > this.#pairs.lastBreak ? this.#cut() : this.#keep(1)
      case '&':
        return this.#isEntity() ? this.#cut() : this.#keep(1)
      case '!':
        return this.#exclamation()
      case '[':
        return this.#bracket(0)
      case '*':
      case '_':
      case '~':
      case '|':
        return this.#mark()
      default:
        return this.#keep(this.#plainLength())
    }
  }

  /** Nearly all of a text are words: they are kept together up to the next sign, and not one letter after the other. */
  #plainLength(): number {
    anySign.lastIndex = this.#at + 1
    const next = anySign.exec(this.#text)?.index ?? this.#end
    return Math.min(next, this.#end) - this.#at
  }

  #keep(length: number) {
    this.#write(this.#text.slice(this.#at, this.#at + length))
    this.#at += length
  }

  #write(text: string) {
    this.#written.push(text)
    this.#length += text.length
  }

  #cut() {
    this.#end = this.#at
  }

  #isLast(length: number) {
    return this.#at + length >= this.#end
  }

  #isAfterWord() {
    return /[\p{L}\p{N}]/u.test(this.#text[this.#at - 1] ?? '')
  }

  #isEntity() {
    const word = this.#pairs.lastWord
    return word === this.#at + 1 || (word === this.#at + 2 && this.#text[this.#at + 1] === '#')
  }

  #exclamation() {
    if (this.#text[this.#at + 1] === '[') return this.#bracket(1)
    if (this.#isLast(1) && /\s/.test(this.#text[this.#at - 1] ?? ' ')) return this.#cut()
    return this.#keep(1)
  }

  #backslash() {
    if (this.#isLast(1)) return this.#cut()
    const sign = this.#text[this.#at + 1]
    if (sign === '(') return this.#formula(2, '\\)')
    if (sign === '[') return this.#formula(2, '\\]')
    return this.#text.startsWith('\\begin{', this.#at) ? this.#formula(2, '\\end{') : this.#keep(2)
  }

  #dollar() {
    if (this.#isLast(1)) return this.#cut()
    if (this.#text[this.#at + 1] === '$') return this.#formula(2, '$$')
    return /\s/.test(this.#text[this.#at + 1]!) || this.#isAfterWord() ? this.#keep(1) : this.#formula(1, '$')
  }

  #formula(width: number, closing: string) {
    const close = this.#next(closing, this.#at + width)
    if (close !== -1 && close + closing.length <= this.#end) return this.#keep(close + closing.length - this.#at)
    if (this.#end - this.#at > longestFormula) return this.#keep(width)
    const inside = this.#text.slice(this.#at + width, this.#end).replace(/[\\$]$/, '')
    // A formula on lines of its own begins with a line break, which says nothing about it.
    const begun = width === 2 ? inside.trim() : inside
    if (width === 1 && isProse(inside)) return this.#keep(width)
    const mayBe = begun.length <= longestUnproven && !/\s/.test(begun)
    return mayBe || evidence.some((pattern) => pattern.test(inside)) ? this.#cut() : this.#keep(width)
  }

  #code() {
    const ticks = this.#run('`')
    const from = this.#at + ticks.length
    if (from === this.#end) return this.#cut()
    const same = new RegExp(`(?<!\`)${ticks}(?!\`)`, 'g')
    same.lastIndex = from
    const close = same.exec(this.#text)
    if (close && close.index + ticks.length <= this.#end) return this.#keep(close.index + ticks.length - this.#at)
    let end = this.#end
    while (this.#text[end - 1] === '`') end -= 1
    const inside = this.#text.slice(from, end)
    if (inside.trim() === '') return this.#cut()
    this.#write(ticks + inside + ticks)
    this.#at = this.#end
  }

  /** A link whose address is not whole shows its words; a bracket alone may be one, so it waits. */
  #bracket(image: 0 | 1) {
    const at = this.#at + image
    const close = this.#pairs.brackets.get(at)
    if (close === undefined) {
      if (at !== this.#pairs.lastOpen) return this.#keep(image + 1)
      if (this.#text[at + 1] === '^') return this.#cut()
    } else if (this.#text[close + 1] === '(' && close + 1 < this.#end) {
      const end = this.#pairs.parentheses.get(close + 1)
      if (end !== undefined) return this.#keep(end + 1 - this.#at)
      if (!this.#mayBeAddress(close + 2)) return this.#keep(image + 1)
      this.#end = close
    } else if (close + 1 < this.#end) return this.#keep(image + 1)
    else this.#end = close
    // The words are looked at for the marks in them.
    this.#at = at + 1
  }

  /** What may still become the address of a link: no white space in it, but before a title. */
  #mayBeAddress(from: number): boolean {
    this.#words ??= wordsIn(this.#text)
    const word = this.#words[firstIndex(this.#words, ({ to }) => to > from)]
    return word === undefined || word.isBeforeTitle || word.lastQuote >= from
  }

  #mark() {
    const run = this.#run(this.#text[this.#at]!)
    // It may still grow, and open or close: if something is open, it is closed in any case.
    if (this.#isLast(run.length)) return this.#cut()
    const isMark = run[0] !== '|' || run.length === 2
    const closes = !/\s/.test(this.#text[this.#at - 1] ?? '')
    const opens = !this.#isAfterWord() && !/\s/.test(this.#text[this.#at + run.length]!)
    this.#keep(run.length)
    if (!isMark) return
    let left = run
    while (closes && left !== '' && left.startsWith(this.#open.at(-1)?.mark ?? ' '))
      left = left.slice(this.#open.pop()!.mark.length)
    if (!opens || left === '' || left.length > 3) return
    const marks = left.length === 3 ? [left.slice(0, 1), left.slice(0, 2)] : [left]
    for (const mark of marks) this.#open.push({ mark, from: this.#length })
  }

  /** The same sign again and again, from here on. */
  #run(sign: string): string {
    let end = this.#at
    while (end < this.#end && this.#text[end] === sign) end += 1
    return this.#text.slice(this.#at, end)
  }

  /** As indexOf, for places that only move forward: what was found ahead is found again. */
  #next(what: string, from: number): number {
    const known = this.#ahead.get(what)
    if (known && known.from <= from && (known.found === -1 || known.found >= from)) return known.found
    const found = this.#text.indexOf(what, from)
    this.#ahead.set(what, { from, found })
    return found
  }
}

/** Every sign at which `#step` does something else than keep it. */
const anySign = /[\\`$<&![*_~|]/g

/** A price is followed by words, a formula by none but in commands. */
function isProse(inside: string): boolean {
  return /[\s,]\p{L}{4,}[\s,.]/u.test(inside) && !/\\[A-Za-z]/.test(inside)
}

/** What stands between white space. A title in quotes may follow an address, and is the rest of the text. */
function wordsIn(text: string) {
  const found = [...text.matchAll(/\S+/g)]
  return found.map(({ 0: word, index }, n) => {
    const quote = Math.max(word.lastIndexOf('"'), word.lastIndexOf("'"))
    return {
      to: index + word.length,
      lastQuote: quote === -1 ? -1 : index + quote,
      isBeforeTitle: /^["']|^$/.test(found[n + 1]?.[0] ?? ''),
    }
  })
}

/** Of a list in which the condition holds from some place on. */
function firstIndex<Item>(list: Item[], holds: (item: Item) => boolean): number {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (holds(list[middle]!)) to = middle
    else from = middle + 1
  }
  return from
}

/** Behind the brackets, which stand among the letters of ASCII, there is no sign and no white space up to far beyond Cyrillic. */
function isLetter(code: number): boolean {
  return (code > 0x5d && code < 0xa0) || (code > 0xa0 && code < 0x1680) || (code > 0x40 && code < 0x5b)
}

/** What belongs together in a text, read once. */
function pairsIn(text: string) {
  const brackets = new Map<number, number>()
  const parentheses = new Map<number, number>()
  const open = { '[': [] as number[], '(': [] as number[] }
  let lastBreak = -1
  for (let at = 0; at < text.length; at += 1) {
    if (isLetter(text.charCodeAt(at))) continue
    const sign = text[at]!
    if (sign === '\\') at += 1
    else if (sign === '[' || sign === '(') open[sign].push(at)
    else if (sign === ']' && open['['].length > 0) brackets.set(open['['].pop()!, at)
    else if (sign === ')' && open['('].length > 0) parentheses.set(open['('].pop()!, at)
    else if (sign === '>' || /\s/.test(sign)) lastBreak = at
  }
  let lastWord = text.length
  while (lastWord > 0 && /\w/.test(text[lastWord - 1]!)) lastWord -= 1
  return { brackets, parentheses, lastOpen: open['['].at(-1), lastBreak, lastWord }
}
