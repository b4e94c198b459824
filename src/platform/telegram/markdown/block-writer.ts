import { withoutData } from './data-addresses.ts'
import { inlineWriter, plainText } from './inline.ts'
import { readableFormula } from './latex.ts'
import { alignColumns } from './table.ts'
import {
  type Block,
  childrenOf,
  type Code,
  type Item,
  type List,
  type Node,
  type Paragraph,
  type Quote,
  type Table,
} from './tree.ts'
import type { Writer } from './writer.ts'

/** A quote longer than this is folded, so that it does not push the answer off the screen. */
const longQuote = 600

/** Writes the blocks of an answer: each kind of block has a method. */
export class BlockWriter {
  readonly #writer: Writer
  readonly #inline: ReturnType<typeof inlineWriter>

  constructor(writer: Writer) {
    this.#writer = writer
    this.#inline = inlineWriter(writer)
  }

  write(nodes: Block[]): void {
    nodes.forEach((node, index) => {
      const before = nodes[index - 1]
      const close = before?.type === 'paragraph' && (node.type === 'list' || isFormula(node)) && !node.apart
      if (before)
        this.#writer.breakLine(
          close || (before && isFormula(before) && node.type === 'paragraph' && !node.apart) ? 1 : 2,
        )
      this.#block(node)
    })
  }

  #block(node: Block): void {
    switch (node.type) {
      case 'heading':
        return this.#writer.mark('bold', {}, () => this.#inline(node.children))
      case 'code':
        return node.lang === 'math' ? this.#formula(node.value) : this.#code(node)
      case 'paragraph':
        return this.#paragraph(node)
      case 'blockquote':
        return this.#quote(node)
      case 'list':
        return this.#list(node)
      case 'table':
        return this.#table(node)
      case 'thematicBreak':
        return this.#writer.write('───────────')
      case 'footnote':
        this.#writer.write(`[${node.identifier}] `)
        return this.write(node.children)
      case 'definition':
        return this.#writer.write(withoutData(node.value))
      case 'html':
        return this.#inline([{ type: 'html', value: node.value }])
    }
  }

  /** A formula that is a paragraph by itself and cannot be read as text is set like a program. */
  #paragraph(node: Paragraph) {
    const [only, ...others] = node.children
    if (only?.type === 'formula' && others.length === 0) this.#formula(only.value)
    else this.#inline(node.children)
  }

  #formula(tex: string) {
    const readable = readableFormula(tex)
    if (readable === undefined) this.#code({ lang: 'latex', value: tex })
    else this.#writer.write(readable)
  }

  #code({ lang, value }: Pick<Code, 'lang' | 'value'>) {
    this.#writer.mark('pre', lang ? { language: lang } : {}, () => this.#writer.writeVerbatim(value || ' '))
  }

  /** Quotes do not nest in Telegram: an inner one is part of the outer. */
  #quote({ children }: Quote) {
    if (this.#writer.marked('blockquote')) return this.write(children)
    this.#writer.quote(longQuote, () => this.#writer.atEdge(() => this.write(children)))
  }

  #list(node: List) {
    node.children.forEach((item, index) => {
      if (index > 0) this.#writer.breakLine(item.apart ? 2 : 1)
      this.#writer.write(bullet(item))
      this.#writer.indent('  ', () => this.#insideItem(item))
    })
  }

  #insideItem({ children }: Item) {
    children.forEach((child, index) => {
      if (index > 0) this.#writer.breakLine(child.apart && standsInLine(child) ? 2 : 1)
      else if (!standsInLine(child)) this.#writer.breakLine()
      this.#block(child)
    })
  }

  #table(node: Table) {
    const rows = node.rows.map((row) => row.map((cell) => plainText(cell).replaceAll(/\s+/g, ' ').trim()))
    // In a monospaced block a link would lose its address.
    const hasLinks = holds(node, 'link') || holds(node, 'image')
    const columns = hasLinks ? undefined : alignColumns(rows, node.align)
    if (columns !== undefined) return this.#writer.mark('pre', {}, () => this.#writer.writeVerbatim(columns))
    const [head, ...records] = node.rows
    // A table of nothing but its heading has no records.
    for (const [index, record] of (records.length > 0 ? records : [head!]).entries()) {
      if (index > 0) this.#writer.breakLine(2)
      record.forEach((cell, column) => {
        if (column > 0) this.#writer.breakLine()
        const name = head![column]!
        if (record !== head && plainText(name).trim() !== '') {
          this.#writer.mark('bold', {}, () => (this.#inline(name.children), this.#writer.write(':')))
          this.#writer.write(' ')
        }
        this.#inline(cell.children)
      })
    }
  }
}

function bullet({ checked, number }: Item): string {
  if (checked !== undefined) return checked ? '☑ ' : '☐ '
  return number === undefined ? '• ' : `${number}. `
}

/** A formula on lines of its own, which belongs to the paragraph around it. */
function isFormula(node: Block): boolean {
  return node.type === 'paragraph' && node.children.length === 1 && node.children[0]!.type === 'formula'
}

/** Programs, tables and quotes begin at the edge, on a line of their own. */
function standsInLine(node: Node): boolean {
  return !['code', 'table', 'blockquote'].includes(node.type)
}

function holds(node: Node, type: Node['type']): boolean {
  return node.type === type || childrenOf(node).some((child) => holds(child, type))
}
