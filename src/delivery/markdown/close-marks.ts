import { evidence } from './formulas.ts'

interface Scan {
  text: string
  /** Marks that are open, with the place after each. */
  open: { mark: string; from: number }[]
}

/** A formula that is not closed is held back as long as it may become one. */
const longestFormula = 500
const longestUnproven = 8

/** A paragraph that stops in the middle, with its marks closed; what is not clear yet is left out. */
export function closeMarks(paragraph: string): string {
  const scan: Scan = { text: paragraph, open: [] }
  for (let at = 0; at < scan.text.length;) at = step(scan, at)
  while (scan.open.length > 0) {
    const { mark, from } = scan.open.pop()!
    const text = scan.text.trimEnd()
    scan.text = text.length <= from ? text.slice(0, from - mark.length) : text + mark
  }
  return scan.text
}

/** Looks at one place, and returns where to look next. */
function step(scan: Scan, at: number): number {
  const { text } = scan
  switch (text[at]) {
    case '\\':
      return backslash(scan, at)
    case '`':
      return code(scan, at)
    case '$':
      return dollar(scan, at)
    case '<':
      return /^<[^\s>]*$/.test(text.slice(at)) ? cut(scan, at) : at + 1
    case '&':
      return /^&#?\w*$/.test(text.slice(at)) ? cut(scan, at) : at + 1
    case '!':
      return at + 1 === text.length && /(?:^|\s)$/.test(text.slice(0, at)) ? cut(scan, at) : at + 1
    case '[':
      return bracket(scan, at)
    case '*':
    case '_':
    case '~':
    case '|':
      return mark(scan, at)
    default:
      return at + 1
  }
}

function cut(scan: Scan, at: number): number {
  scan.text = scan.text.slice(0, at)
  return at
}

function backslash(scan: Scan, at: number): number {
  const { text } = scan
  if (at + 1 === text.length) return cut(scan, at)
  const closing = { '(': '\\)', '[': '\\]' }[text[at + 1]!] ?? (text.startsWith('\\begin{', at) ? '\\end{' : undefined)
  return closing ? formula(scan, at, 2, closing) : at + 2
}

function dollar(scan: Scan, at: number): number {
  const { text } = scan
  if (at + 1 === text.length) return cut(scan, at)
  if (text[at + 1] === '$') return formula(scan, at, 2, '$$')
  return /[\s$]/.test(text[at + 1]!) || /[\p{L}\p{N}]$/u.test(text.slice(0, at)) ? at + 1 : formula(scan, at, 1, '$')
}

function formula(scan: Scan, at: number, width: number, closing: string): number {
  const end = scan.text.indexOf(closing, at + width)
  if (end !== -1) return end + closing.length
  const inside = scan.text.slice(at + width).replace(/[\\$]$/, '')
  // A formula on lines of its own begins with a line break, which says nothing about it.
  const begun = width === 2 ? inside.trim() : inside
  const proven = evidence.some((pattern) => pattern.test(inside)) && inside.length <= longestFormula
  return proven || (begun.length <= longestUnproven && !/\s/.test(begun)) ? cut(scan, at) : at + width
}

function code(scan: Scan, at: number): number {
  const { text } = scan
  const ticks = /^`+/.exec(text.slice(at))![0]
  if (at + ticks.length === text.length) return cut(scan, at)
  const rest = text.slice(at + ticks.length)
  const end = new RegExp(`(?<!\`)${ticks}(?!\`)`).exec(rest)
  if (end) return at + ticks.length + end.index + ticks.length
  const inside = rest.replace(/`+$/, '')
  scan.text = inside.trim() === '' ? text.slice(0, at) : text.slice(0, at) + ticks + inside + ticks
  return scan.text.length
}

/** A link whose address is not whole shows its text; a bracket alone may be one, so it waits. */
function bracket(scan: Scan, at: number): number {
  const { text } = scan
  const rest = text.slice(at)
  const [link] =
    /^\[(?:[^[\]\\]|\\.|\[[^\]]*\])*\](?:\((?:[^()\s]|\([^()]*\))*(?:\s+(?:"[^"]*"|'[^']*'))?\s*\))/.exec(rest) ?? []
  if (link) return at + link.length
  const [, words, address] =
    /^\[((?:[^[\]\\]|\\.|!?\[[^\]]*\](?:\([^)]*\))?)*)\]?(\((?:[^()]|\([^()]*\))*(?:\([^()]*)?)?$/.exec(rest) ?? []
  if (words === undefined) return at + 1
  if (words.startsWith('^')) return cut(scan, at)
  const image = text[at - 1] === '!' ? 1 : 0
  const before = text.slice(0, at - image)
  // The words are looked at again, for the marks in them.
  scan.text = before + (address === undefined ? rest.slice(1).replace(/\]$/, '') : words)
  return before.length
}

function mark(scan: Scan, at: number): number {
  const { text, open } = scan
  const run = new RegExp(`^\\${text[at]}+`).exec(text.slice(at))![0]
  const after = at + run.length
  // It may still grow, and open or close: if something is open, it is closed in any case.
  if (after === text.length) return cut(scan, at)
  if (run[0] === '|' && run.length !== 2) return after
  let left = run
  const closes = !/\s$/.test(text.slice(0, at))
  while (closes && left !== '' && open.length > 0 && left.startsWith(open.at(-1)!.mark))
    left = left.slice(open.pop()!.mark.length)
  const opens = !/[\p{L}\p{N}]$/u.test(text.slice(0, at)) && !/^\s/.test(text.slice(after))
  if (!opens || left.length > 3) return after
  const marks = left.length === 3 ? [left.slice(0, 1), left.slice(0, 2)] : [left]
  if (left !== '') for (const each of marks) open.push({ mark: each, from: after })
  return after
}
