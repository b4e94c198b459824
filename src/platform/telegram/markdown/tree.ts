/** What stands in a line. */
export type Inline =
  | Words
  | Formula
  | { type: 'inlineCode' | 'html'; value: string }
  | { type: 'strong' | 'emphasis'; mark: string; children: Inline[] }
  | { type: 'delete' | 'spoiler'; children: Inline[] }
  | { type: 'link'; url: string; children: Inline[] }
  | { type: 'image'; url: string; alt: string }
  | { type: 'footnoteReference'; identifier: string }
  | { type: 'break' }

/** Text; in escaped text no sign has a meaning. */
export interface Words {
  type: 'text'
  value: string
  escaped?: true
}

/** A formula in TeX; one that stands by itself is on display. */
interface Formula {
  type: 'formula'
  value: string
  display: boolean
}

/** What stands on lines of its own. `apart`: there is an empty line before it. */
export type Block = { apart: boolean } & (
  | Heading
  | Paragraph
  | Code
  | Quote
  | List
  | Table
  | Footnote
  | { type: 'html' | 'definition'; value: string }
  | { type: 'thematicBreak' }
)

interface Heading {
  type: 'heading'
  depth: 1 | 2 | 3 | 4 | 5 | 6
  children: Inline[]
}

export interface Paragraph {
  type: 'paragraph'
  children: Inline[]
}

export interface Code {
  type: 'code'
  lang: string
  value: string
}

export interface Quote {
  type: 'blockquote'
  children: Block[]
}

export interface List {
  type: 'list'
  children: Item[]
}

export interface Item {
  type: 'item'
  apart: boolean
  /** What stands before it in a numbered list. */
  number: number | undefined
  /** Of a task: whether it is done. */
  checked: boolean | undefined
  children: Block[]
}

export interface Table {
  type: 'table'
  align: Align[]
  /** The first is the heading; all have the same number of cells. */
  rows: Cell[][]
}

export type Align = 'left' | 'center' | 'right' | undefined

export interface Cell {
  type: 'cell'
  children: Inline[]
}

export interface Footnote {
  type: 'footnote'
  identifier: string
  children: Block[]
}

export interface Root {
  type: 'root'
  children: Block[]
}

export type Node = Root | Block | Table | Item | Cell | Inline

export function childrenOf(node: Node): Node[] {
  if (node.type === 'table') return node.rows.flat()
  return 'children' in node ? node.children : []
}
