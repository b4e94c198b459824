import { codeFileName } from './code-file-name.ts'
import { csv } from './csv.ts'
import { isData } from './markdown/data-addresses.ts'
import { plainText } from './markdown/inline.ts'
import { parse } from './markdown/parse.ts'
import { alignColumns } from './markdown/table.ts'
import { childrenOf, type Code, type Node, type Table } from './markdown/tree.ts'

export interface Attachment {
  name: string
  /** Text, in UTF-8 when it is sent. */
  content: string
}

/** A longer program is read and used more easily as a file. In characters. */
const longCode = 3_000
/** A longer table likewise. In rows, without its heading. */
const longTable = 20
const mostFiles = 10

/**
 * The parts of an answer that a person would rather have as files: long programs, and tables that are long or too wide
 * for a phone, as CSV. At most ten, the first ones, each under a name of its own.
 */
export function attachmentsIn(markdown: string): Attachment[] {
  const files: Attachment[] = []
  const counts = { code: 0, table: 0 }
  for (const part of largeParts(markdown).slice(0, mostFiles)) {
    counts[part.type] += 1
    const file = part.type === 'code' ? codeFile(part, counts.code) : tableFile(part, counts.table)
    files.push({ ...file, name: unused(file.name, files) })
  }
  return files
}

function largeParts(markdown: string): (Code | Table)[] {
  // Most answers can be told from afar to hold neither, and need not be read through once more.
  if (markdown.length <= longCode && !markdown.includes('|')) return []
  try {
    return largePartsOf(parse(markdown.toWellFormed()))
  } catch {
    // The answer itself is shown in any case.
    return []
  }
}

function largePartsOf(node: Node): (Code | Table)[] {
  if (node.type === 'code') return node.value.length > longCode ? [node] : []
  if (node.type === 'table') return isLarge(node) ? [node] : []
  return childrenOf(node).flatMap((child) => largePartsOf(child))
}

function isLarge(table: Table): boolean {
  const records = table.rows.length - 1
  const isWide = () => alignColumns(cellsOf(table, plainText), table.align) === undefined
  return records > longTable || (records > 0 && isWide())
}

function codeFile({ value, lang }: Code, number: number): Attachment {
  return { name: codeFileName(value, lang, number), content: `${value}\n` }
}

function tableFile(table: Table, number: number): Attachment {
  return { name: `table-${number}.csv`, content: csv(cellsOf(table, wordsAndAddresses)) }
}

function cellsOf(table: Table, read: (cell: Node) => string): string[][] {
  return table.rows.map((row) => row.map((cell) => read(cell).replaceAll(/\s+/g, ' ').trim()))
}

/** In a file there is nothing to tap: a link's address stands behind its words. */
function wordsAndAddresses(node: Node): string {
  if (node.type === 'image' && isData(node.url)) return node.alt
  if (node.type === 'link' || node.type === 'image') {
    const words = plainText(node)
    return node.url.endsWith(words) ? words || node.url : `${words} (${node.url})`
  }
  if (!('children' in node)) return plainText(node)
  return childrenOf(node)
    .map((child) => wordsAndAddresses(child))
    .join('')
}

function unused(name: string, files: Attachment[]): string {
  const taken = (candidate: string) => files.some((file) => file.name.toLowerCase() === candidate.toLowerCase())
  const [, stem, extension] = /^(.*)(\.[^.]+)$/.exec(name)!
  let candidate = name
  for (let count = 2; taken(candidate); count += 1) candidate = `${stem}-${count}${extension}`
  return candidate
}
