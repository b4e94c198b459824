import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs'
import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs'

/** What no price and no variable of a shell has between its dollars. */
export const evidence = [
  /\\[A-Za-z]/,
  /[_^{}=<>+]/,
  /^\s*[A-Za-z]{1,2}['′]*\s*$/,
  /^\s*[A-Za-z]\([\w, ]+\)\s*$/,
  /^\s*-?\d+(?:[.,]\d+)?%?\s*$/,
  /^\s*[A-Za-z0-9](?:\s*[-*/,:|]\s*[A-Za-z0-9])+\s*$/,
]

/**
 * The ways to write one: how it opens, and where it stops being one, which is the next mark of its own kind, opening or
 * closing. So no part of a text is looked at twice for the same kind.
 */
const kinds = [
  { open: '$$', next: /\$\$?/g, close: /^\$\$/, display: true },
  { open: '\\[', next: /\\[[\]]/g, close: /^\\\]/, display: true },
  { open: '\\(', next: /\\[()]/g, close: /^\\\)/, display: false },
  ...['equation', 'align', 'gather', 'multline'].flatMap((name) =>
    [name, `${name}*`].map((whole) => environment(whole)),
  ),
]
type Kind = (typeof kinds)[number]

function environment(name: string) {
  const escaped = name.replace('*', '\\*')
  const end = new RegExp(`^\\\\end\\{${escaped}\\}`)
  return {
    open: `\\begin{${name}}`,
    next: new RegExp(`\\\\(?:begin|end)\\{${escaped}\\}`, 'g'),
    close: end,
    display: true,
  }
}

/** A rule of the parser: a formula in a line. */
export function formula(state: StateInline, silent: boolean): boolean {
  const found = formulaAt(state.src, state.pos, state.posMax)
  if (!found) return false
  if (!silent) {
    const token = state.push('formula', '', 0)
    token.content = found.value
    token.info = found.display ? 'display' : ''
  }
  state.pos = found.end
  return true
}

/** A rule of the parser: a formula that has its lines to itself, whatever they would be otherwise. */
export function formulaBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const begin = state.bMarks[startLine]! + state.tShift[startLine]!
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false
  if (state.src[begin] !== '$' && state.src[begin] !== '\\') return false
  const kind = kindAt(state.src, begin)
  if (!kind?.display) return false
  const end = lastLine(state, kind, startLine, endLine)
  if (end === undefined) return false
  const lines = state.getLines(startLine, end + 1, state.blkIndent, false).trim()
  const found = formulaAt(lines, 0, lines.length)
  if (found?.end !== lines.length) return false
  if (silent) return true
  const token = state.push('formula_block', '', 0)
  token.map = [startLine, end + 1]
  token.content = found.value
  state.line = end + 1
  return true
}

/** The line in which the formula ends, if it has one before the next empty line. */
function lastLine(state: StateBlock, kind: Kind, startLine: number, endLine: number): number | undefined {
  let from = state.bMarks[startLine]! + state.tShift[startLine]! + kind.open.length
  for (let line = startLine; line < endLine && !state.isEmpty(line); line += 1) {
    if (line > startLine && state.sCount[line]! < state.blkIndent) return undefined
    kind.next.lastIndex = Math.max(from, state.bMarks[line]!)
    const mark = kind.next.exec(state.src)
    if (!mark) return undefined
    if (mark.index < state.eMarks[line]!) return line
    from = 0
  }
  return undefined
}

function kindAt(text: string, at: number): Kind | undefined {
  return kinds.find(({ open }) => text.startsWith(open, at))
}

function formulaAt(
  text: string,
  at: number,
  most: number,
): { value: string; display: boolean; end: number } | undefined {
  if (text[at] !== '$' && text[at] !== '\\') return undefined
  const kind = kindAt(text, at)
  const found = kind ? between(text, at, kind) : text[at] === '$' ? betweenDollars(text, at) : undefined
  if (!found || found.end > most || !evidence.some((pattern) => pattern.test(found.value))) return undefined
  return { value: found.value.trim(), display: kind?.display ?? false, end: found.end }
}

function between(text: string, at: number, { open, next, close }: Kind): { value: string; end: number } | undefined {
  const from = at + open.length
  next.lastIndex = from
  const mark = next.exec(text)
  if (!mark || !close.test(mark[0]) || mark.index === from) return undefined
  const end = mark.index + mark[0].length
  // An environment says itself what is in it.
  return { value: open.startsWith('\\begin') ? text.slice(at, end) : text.slice(from, mark.index), end }
}

/** In its line, close to both dollars, and no part of a word; never over code or an address. */
function betweenDollars(text: string, at: number): { value: string; end: number } | undefined {
  if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]!)) return undefined
  const mark = /[$\n]/g
  mark.lastIndex = at + 1
  const found = mark.exec(text)
  if (!found || found[0] === '\n' || found.index === at + 1) return undefined
  const value = text.slice(at + 1, found.index)
  if (/^\s|[\s\\]$|`|:\/\/|\]\(/.test(value) || /[\p{L}\p{N}$]/u.test(text[found.index + 1] ?? '')) return undefined
  return { value, end: found.index + 1 }
}
