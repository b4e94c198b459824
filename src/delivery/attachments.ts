import type { Code, Nodes, Table } from 'mdast'
import { plainText } from './markdown/inline.ts'
import { parse } from './markdown/parse.ts'

export interface Attachment {
  /** A file name without folders. */
  name: string
  content: string
}

/** What is longer than this is easier to use as a file; in characters and rows. */
const longCode = 3_000
const longTable = 20
const mostFiles = 10

/** The long programs and tables of an answer, as files. */
export function attachmentsIn(markdown: string): Attachment[] {
  const found = blocksIn(parse(markdown.toWellFormed())).filter(isLong).slice(0, mostFiles)
  return found.map((node, index) => (node.type === 'code' ? codeFile(node, index + 1) : tableFile(node, index + 1)))
}

function blocksIn(node: Nodes): (Code | Table)[] {
  if (node.type === 'code' || node.type === 'table') return [node]
  return 'children' in node ? node.children.flatMap((child) => blocksIn(child)) : []
}

function isLong(node: Code | Table): boolean {
  return node.type === 'code' ? node.value.length > longCode : node.children.length > longTable
}

function codeFile({ value, lang }: Code, number: number): Attachment {
  return { name: nameIn(value) ?? `code-${number}.${extensionOf(lang ?? '')}`, content: `${value}\n` }
}

/** Models often begin a program with a comment that is nothing but the name of its file. */
function nameIn(code: string): string | undefined {
  const [first = ''] = code.split('\n', 1)
  return /^(?:#|\/\/|--|;|<!--|\/\*)\s*(?:[\w.-]+\/)*([\w-][\w.-]{0,60}\.\w{1,8})\s*(?:-->|\*\/)?\s*$/.exec(first)?.[1]
}

const extensions: Record<string, string> = {
  bash: 'sh',
  shell: 'sh',
  zsh: 'sh',
  powershell: 'ps1',
  python: 'py',
  javascript: 'js',
  typescript: 'ts',
  ruby: 'rb',
  rust: 'rs',
  csharp: 'cs',
  'c#': 'cs',
  'c++': 'cpp',
  kotlin: 'kt',
  golang: 'go',
  perl: 'pl',
  haskell: 'hs',
  markdown: 'md',
  yml: 'yaml',
  latex: 'tex',
  text: 'txt',
  plaintext: 'txt',
}

/** Most languages are called by the extension of their files. */
function extensionOf(language: string): string {
  const name = language.toLowerCase()
  return extensions[name] ?? (/^[a-z0-9]{1,8}$/.test(name) ? name : 'txt')
}

/** RFC 4180, with the mark by which Excel knows UTF-8. */
function tableFile({ children }: Table, number: number): Attachment {
  const rows = children.map((row) =>
    row.children.map((cell) => csvCell(plainText(cell).replaceAll(/\s+/g, ' ').trim())),
  )
  return { name: `table-${number}.csv`, content: `\uFEFF${rows.map((row) => `${row.join(',')}\r\n`).join('')}` }
}

/** A cell that a spreadsheet would take for a formula is made text: an answer must not calculate on a person's machine. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@]/.test(text) && !/^[+-]?[\d.,\s]+%?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
