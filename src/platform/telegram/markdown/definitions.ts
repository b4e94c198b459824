import reference from 'markdown-it/lib/rules_block/reference.mjs'
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs'
import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs'

/** What is known of a text while it is parsed. */
export interface Known {
  /** By label; whether a link has referred to it. */
  references: Record<string, { href: string; title: string }>
  used: Set<string>
  footnotes: Set<string>
}

export function nothingKnown(): Known {
  return { references: Object.create(null) as Known['references'], used: new Set(), footnotes: new Set() }
}

/** A rule of the parser: `[label]: address`, which also leaves a token, because one that no link refers to is shown. */
export function definition(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (silent || !reference(state, startLine, endLine, silent)) return false
  const source = state.getLines(startLine, state.line, state.blkIndent, false).trim()
  const label = state.md.utils.normalizeReference(/^\[((?:\\[^]|[^\]\\])*)\]/.exec(source)?.[1] ?? '')
  const { references, used } = state.env as Known
  const entry = references[label]
  if (entry && !Object.getOwnPropertyDescriptor(entry, 'href')!.get) {
    const { href } = entry
    Object.defineProperty(entry, 'href', { get: () => (used.add(label), href) })
  }
  const token = state.push('definition', '', 0)
  token.map = [startLine, state.line]
  token.content = source
  token.info = label
  return true
}

const footnoteMark = /\[\^([^\s[\]]{1,50})\]/y

/** A rule of the parser: `[^1]: text`, with the indented lines below it. */
export function footnote(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const begin = state.bMarks[startLine]! + state.tShift[startLine]!
  if (state.sCount[startLine]! - state.blkIndent >= 4 || !state.src.startsWith('[^', begin)) return false
  footnoteMark.lastIndex = begin
  const [mark, label] = footnoteMark.exec(state.src) ?? []
  if (mark === undefined || label === undefined || state.src[begin + mark.length] !== ':') return false
  if (silent) return true
  ;(state.env as Known).footnotes.add(label)
  const open = state.push('footnote_open', '', 1)
  open.info = label
  open.map = [startLine, startLine + 1]
  insideFootnote(state, startLine, endLine, begin + mark.length + 1)
  state.push('footnote_close', '', -1)
  return true
}

/** The rest of the first line, and lines that are indented by four, are blocks of their own. */
function insideFootnote(state: StateBlock, line: number, endLine: number, from: number): void {
  const { blkIndent, parentType } = state
  const before = { begin: state.bMarks[line]!, shift: state.tShift[line]!, indent: state.sCount[line]! }
  const blank = /[ \t]*/y
  blank.lastIndex = from
  blank.exec(state.src)
  state.blkIndent += 4
  state.bMarks[line] = blank.lastIndex
  state.tShift[line] = 0
  state.sCount[line] = state.blkIndent
  state.md.block.tokenize(state, line, endLine)
  Object.assign(state, { blkIndent, parentType })
  state.bMarks[line] = before.begin
  state.tShift[line] = before.shift
  state.sCount[line] = before.indent
}

/** A rule of the parser: `[^1]`, when there is such a footnote. */
export function footnoteReference(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('[^', state.pos)) return false
  footnoteMark.lastIndex = state.pos
  const [mark, label] = footnoteMark.exec(state.src) ?? []
  if (mark === undefined || label === undefined || !(state.env as Known).footnotes.has(label)) return false
  if (!silent) state.push('footnote_ref', '', 0).info = label
  state.pos += mark.length
  return true
}
