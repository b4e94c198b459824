import { accents, alphabets, functions, relations, subscripts, superscripts, symbols } from './latex-symbols.ts'

/** A formula is no program; one nested deeper than this is not read. */
const deepest = 30

/**
 * A formula as text that a person can read: `\frac{a}{b^2}` is `a/b²`. Undefined when it has something that cannot be
 * written in one line of letters; then the source says more than a guess.
 */
export function readableFormula(tex: string): string | undefined {
  try {
    const reader = new Reader(tex)
    const text = reader.sequence(0)
    if (!reader.ended) return undefined
    const lines = text.split('\n').map((line) => line.replaceAll(/\s+/g, ' ').trim())
    return lines.filter((line) => line !== '').join('\n') || undefined
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

class Unreadable extends Error {}

class Reader {
  private readonly tex: string
  private at = 0

  constructor(tex: string) {
    this.tex = tex
  }

  get ended(): boolean {
    return this.at >= this.tex.length
  }

  /** Everything up to the end of the group, or of the formula. */
  sequence(depth: number): string {
    if (depth > deepest) throw new Unreadable()
    const text = new Line()
    while (this.at < this.tex.length && this.tex[this.at] !== '}' && !this.tex.startsWith('\\end{', this.at)) {
      const char = this.tex[this.at]!
      if (char === '^' || char === '_') {
        this.at += 1
        text.addClose(script(char, this.argument(depth)))
      } else text.add(this.item(depth))
    }
    return text.result()
  }

  /** One character, command or group. */
  private item(depth: number): string {
    const char = this.tex[this.at]
    if (char === undefined) throw new Unreadable()
    if (char === '\\') return this.command(depth)
    if (char === '{') return this.group(depth)
    this.at += 1
    if (char === "'") return '′'
    if (char === '&') return ' '
    return /\s|~/.test(char) ? ' ' : char
  }

  private group(depth: number): string {
    this.at += 1
    const text = this.sequence(depth + 1)
    if (this.tex[this.at] !== '}') throw new Unreadable()
    this.at += 1
    return text
  }

  private argument(depth: number): string {
    while (/\s/.test(this.tex[this.at] ?? '')) this.at += 1
    if (this.at >= this.tex.length || this.tex[this.at] === '}') throw new Unreadable()
    return this.item(depth + 1).trim()
  }

  private command(depth: number): string {
    const [whole, name] = /^\\([A-Za-z]+|[\s\S]?)\*?/.exec(this.tex.slice(this.at)) as unknown as [string, string]
    this.at += /[A-Za-z]/.test(name) ? whole.length : 1 + name.length
    if (name === '\\') {
      this.at += /^\[[^\]]{0,20}\]/.exec(this.tex.slice(this.at))?.[0].length ?? 0
      return '\n'
    }
    if (/^[,;: \n]$/.test(name)) return ' '
    if (name === '!') return ''
    if (/^[%$#&_{}]$/.test(name)) return name
    if (name === '|') return '‖'
    const relation = relations.get(name)
    if (relation !== undefined) return ` ${relation} `
    const symbol = symbols.get(name)
    if (symbol !== undefined) return symbol
    if (functions.has(name)) return `${name}${/^\s*[\\A-Za-z0-9]/.test(this.tex.slice(this.at)) ? ' ' : ''}`
    return this.structure(name, depth)
  }

  private structure(name: string, depth: number): string {
    if (/^[dtc]?frac$/.test(name)) return `${wrapped(this.argument(depth))}/${wrapped(this.argument(depth))}`
    if (/^[dt]?binom$/.test(name)) return `C(${this.argument(depth)}, ${this.argument(depth)})`
    if (name === 'sqrt') {
      const index = this.option()
      const root = index === '' ? '√' : index === '3' ? '∛' : `${script('^', index)}√`
      return root + wrapped(this.argument(depth))
    }
    if (/^(text|textbf|textit|textrm|mbox|label)$/.test(name)) {
      const words = this.rawGroup()
      return name === 'label' ? '' : words
    }
    if (/^(math(rm|bf|it|sf|tt|normal)|operatorname|boldsymbol|bm|boxed|pmb)$/.test(name)) return this.argument(depth)
    const alphabet = alphabets.get(name)
    if (alphabet) {
      const letters = this.argument(depth)
      return alphabet.get(letters) ?? letters
    }
    const accent = accents.get(name)
    if (accent !== undefined) return accented(this.argument(depth), accent, name.endsWith('line'))
    if (/^(left|right|middle|[bB]igg?[lrm]?)$/.test(name)) return this.delimiter(depth)
    if (/^q?quad$/.test(name)) return '  '
    if (name === 'tag') return ` (${this.argument(depth)})`
    if (/^[bp]mod$/.test(name)) return name === 'bmod' ? ' mod ' : ` (mod ${this.argument(depth)})`
    if (/^(displaystyle|textstyle|limits|nolimits|nonumber|notag)$/.test(name)) return ''
    if (name === 'begin') return this.environment(depth)
    throw new Unreadable()
  }

  private environment(depth: number): string {
    const name = this.rawGroup().replace('*', '')
    if (name === 'array') this.rawGroup()
    const body = this.sequence(depth + 1)
    if (!this.tex.startsWith('\\end{', this.at)) throw new Unreadable()
    this.at += '\\end'.length
    this.rawGroup()
    const rows = body
      .split('\n')
      .map((row) => row.trim())
      .filter((row) => row !== '')
    if (/^(equation|align|aligned|gather|gathered|split|multline)$/.test(name)) return `\n${rows.join('\n')}\n`
    if (name === 'cases') return `{ ${rows.join('; ')}`
    if (/^([bpvBV]?matrix|smallmatrix|array)$/.test(name)) {
      const cells = rows.map((row) => row.replaceAll(/\s{2,}/g, ' ')).join('; ')
      return name === 'vmatrix' ? `|${cells}|` : `[${cells}]`
    }
    throw new Unreadable()
  }

  private delimiter(depth: number): string {
    while (/\s/.test(this.tex[this.at] ?? '')) this.at += 1
    if (this.tex[this.at] !== '.') return this.item(depth).trim()
    this.at += 1
    return ''
  }

  private option(): string {
    const [whole = '', inside = ''] = /^\s*\[([^\]]{0,40})\]/.exec(this.tex.slice(this.at)) ?? []
    this.at += whole.length
    return inside
  }

  private rawGroup(): string {
    const [whole, inside] = /^\s*\{([^{}]*)\}/.exec(this.tex.slice(this.at)) ?? []
    if (whole === undefined || inside === undefined) throw new Unreadable()
    this.at += whole.length
    return inside
  }
}

/** What is read, piece by piece. */
class Line {
  readonly #pieces: string[] = []
  /** Its last letters, in which the name of a function has room. */
  #last = ''

  /** Two names side by side would read as one. */
  add(text: string) {
    const name = /[a-z]{3,}$/.exec(this.#last)?.[0] ?? ''
    const glued = functions.has(name) && /^[A-Za-z0-9√]/.test(text)
    this.#put(glued ? ` ${text}` : text)
  }

  /** Without white space before it. */
  addClose(text: string) {
    while (this.#pieces.at(-1)?.trim() === '') this.#pieces.pop()
    const before = this.#pieces.pop()
    if (before !== undefined) this.#pieces.push(before.trimEnd())
    this.#put(text)
  }

  result(): string {
    return this.#pieces.join('')
  }

  #put(text: string) {
    this.#pieces.push(text)
    this.#last = (this.#last + text.slice(-longestName)).slice(-longestName)
  }
}

/** No function has a longer name. */
const longestName = 12

function script(mark: '^' | '_', text: string): string {
  const letters = mark === '^' ? superscripts : subscripts
  const tight = Array.from(text.replaceAll(' ', ''))
  if (tight.every((letter) => letters.has(letter))) return tight.map((letter) => letters.get(letter)).join('')
  return mark + wrapped(text)
}

/** In parentheses, unless it is one number, one letter with its marks, or in parentheses already. */
function wrapped(text: string): string {
  const single = /^(?:\p{Nd}+(?:[.,]\p{Nd}+)?|√?[^\p{Nd}\s(){}[\]])[\p{M}\p{No}\p{Lm}′]*$/u
  return single.test(text) || /^\([^()]*\)$/.test(text) ? text : `(${text})`
}

function accented(text: string, accent: string, isLine: boolean): string {
  const letters = Array.from(text)
  if (letters.length === 1 || isLine) return letters.map((letter) => letter + accent).join('')
  throw new Unreadable()
}
