import table from 'markdown-it/lib/rules_block/table.mjs'
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs'
import type Token from 'markdown-it/lib/token.mjs'

/** A rule of the parser: a table. Cells for which the heading has no column are dropped by it; here the last cell keeps them. */
export function wholeRows(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const first = state.tokens.length
  if (!table(state, startLine, endLine, silent)) return false
  if (silent) return true
  const cells: Token[] = []
  let columns = 0
  let line = startLine
  for (const token of state.tokens.slice(first)) {
    if (token.type === 'inline') cells.push(token)
    if (token.type !== 'tr_close') continue
    if (line === startLine) columns = cells.length
    else cells.at(-1)!.content = [cells.at(-1)!.content, ...cellsIn(state, line).slice(columns)].join(' | ')
    cells.length = 0
    // The second line is the rule below the heading.
    line += line === startLine ? 2 : 1
  }
  return true
}

function cellsIn(state: StateBlock, line: number): string[] {
  const text = state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]).trim()
  const cells = text.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim())
  if (cells[0] === '') cells.shift()
  if (cells.at(-1) === '') cells.pop()
  return cells
}
