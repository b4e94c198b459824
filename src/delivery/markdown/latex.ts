import { accents, alphabets, functions, relations, subscripts, superscripts, symbols } from './latex-symbols.ts'

/** A formula is no program; one nested deeper than this is not read. */
const deepest = 30

/**
 * A formula as text that a person can read: `\frac{a}{b^2}` is `a/b²`. Undefined when it has something that cannot be
 * written in one line of letters; then the source says more than a guess.
 */
export function readableFormula(tex: string): string | undefined {
  try {
    const reader = createReader(tex)
    const text = reader.sequence(0)
    if (!reader.ended()) return undefined
    const lines = text.split('\n').map((line) => line.replaceAll(/\s+/g, ' ').trim())
    return lines.filter((line) => line !== '').join('\n') || undefined
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

class Unreadable extends Error {}

function createReader(tex: string) {
  let at = 0

  /** Everything up to the end of the group, or of the formula. */
  function sequence(depth: number): string {
    if (depth > deepest) throw new Unreadable()
    let text = ''
    while (at < tex.length && tex[at] !== '}' && !tex.startsWith('\\end{', at)) {
      const char = tex[at]!
      if (char === '^' || char === '_') {
        at += 1
        text = text.trimEnd() + script(char, argument(depth))
      } else text = join(text, item(depth))
    }
    return text
  }

  /** One character, command or group. */
  function item(depth: number): string {
    const char = tex[at]
    if (char === undefined) throw new Unreadable()
    if (char === '\\') return command(depth)
    if (char === '{') return group(depth)
    at += 1
    if (char === "'") return '′'
    if (char === '&') return ' '
    return /\s|~/.test(char) ? ' ' : char
  }

  function group(depth: number): string {
    at += 1
    const text = sequence(depth + 1)
    if (tex[at] !== '}') throw new Unreadable()
    at += 1
    return text
  }

  function argument(depth: number): string {
    while (/\s/.test(tex[at] ?? '')) at += 1
    if (at >= tex.length || tex[at] === '}') throw new Unreadable()
    return item(depth + 1).trim()
  }

  function command(depth: number): string {
    const [whole, name] = /^\\([A-Za-z]+|[\s\S]?)\*?/.exec(tex.slice(at)) as unknown as [string, string]
    at += /[A-Za-z]/.test(name) ? whole.length : 1 + name.length
    if (name === '\\') {
      at += /^\[[^\]]*\]/.exec(tex.slice(at))?.[0].length ?? 0
      return '\n'
    }
    if (/^[,;: \n]$/.test(name)) return ' '
    if (name === '!') return ''
    if (/^[%$#&_{}]$/.test(name)) return name
    if (name === '|') return '‖'
    if (name in relations) return ` ${relations[name]} `
    if (name in symbols) return symbols[name]!
    if (functions.has(name)) return `${name}${/^\s*[\\A-Za-z0-9]/.test(tex.slice(at)) ? ' ' : ''}`
    return structure(name, depth)
  }

  function structure(name: string, depth: number): string {
    if (/^[dtc]?frac$/.test(name)) return `${wrapped(argument(depth))}/${wrapped(argument(depth))}`
    if (/^[dt]?binom$/.test(name)) return `C(${argument(depth)}, ${argument(depth)})`
    if (name === 'sqrt') {
      const index = option()
      const root = index === '' ? '√' : index === '3' ? '∛' : `${script('^', index)}√`
      return root + wrapped(argument(depth))
    }
    if (/^(text|textbf|textit|textrm|mbox|label)$/.test(name)) {
      const words = rawGroup()
      return name === 'label' ? '' : words
    }
    if (/^(math(rm|bf|it|sf|tt|normal)|operatorname|boldsymbol|bm|boxed|pmb)$/.test(name)) return argument(depth)
    if (name in alphabets) {
      const letters = argument(depth)
      return letters.length === 1 ? (alphabets[name]![letters] ?? letters) : letters
    }
    if (name in accents) return accented(argument(depth), name)
    if (/^(left|right|middle|[bB]igg?[lrm]?)$/.test(name)) return delimiter(depth)
    if (/^q?quad$/.test(name)) return '  '
    if (name === 'tag') return ` (${argument(depth)})`
    if (/^[bp]mod$/.test(name)) return name === 'bmod' ? ' mod ' : ` (mod ${argument(depth)})`
    if (/^(displaystyle|textstyle|limits|nolimits|nonumber|notag)$/.test(name)) return ''
    if (name === 'begin') return environment(depth)
    throw new Unreadable()
  }

  function environment(depth: number): string {
    const name = rawGroup().replace('*', '')
    if (name === 'array') rawGroup()
    const body = sequence(depth + 1)
    if (!tex.startsWith('\\end{', at)) throw new Unreadable()
    at += '\\end'.length
    rawGroup()
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

  function delimiter(depth: number): string {
    while (/\s/.test(tex[at] ?? '')) at += 1
    if (tex[at] !== '.') return item(depth).trim()
    at += 1
    return ''
  }

  function option(): string {
    const [whole = '', inside = ''] = /^\s*\[([^\]]*)\]/.exec(tex.slice(at)) ?? []
    at += whole.length
    return inside
  }

  function rawGroup(): string {
    const [whole, inside] = /^\s*\{([^{}]*)\}/.exec(tex.slice(at)) ?? []
    if (whole === undefined || inside === undefined) throw new Unreadable()
    at += whole.length
    return inside
  }

  return { sequence, ended: () => at >= tex.length }
}

/** Two names side by side would read as one. */
function join(before: string, after: string): string {
  const glued = /[a-z]{3,}$/.test(before) && /^[A-Za-z0-9√]/.test(after) && functions.has(/[a-z]+$/.exec(before)![0])
  return glued ? `${before} ${after}` : before + after
}

function script(mark: '^' | '_', text: string): string {
  const letters = mark === '^' ? superscripts : subscripts
  const tight = Array.from(text.replaceAll(' ', ''))
  if (tight.every((letter) => letter in letters)) return tight.map((letter) => letters[letter]).join('')
  return mark + wrapped(text)
}

/** In parentheses, unless it is one number, one letter with its marks, or in parentheses already. */
function wrapped(text: string): string {
  const single = /^(?:\p{Nd}+(?:[.,]\p{Nd}+)?|√?[^\p{Nd}\s(){}[\]])[\p{M}\p{No}\p{Lm}′]*$/u
  return single.test(text) || /^\([^()]*\)$/.test(text) ? text : `(${text})`
}

function accented(text: string, name: string): string {
  const letters = Array.from(text)
  if (letters.length === 1 || name.endsWith('line')) return letters.map((letter) => letter + accents[name]!).join('')
  throw new Unreadable()
}
