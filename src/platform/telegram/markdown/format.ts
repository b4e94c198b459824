import { type FormattedText, slice } from '#platform/telegram/formatted-text.ts'
import { inlineWriter, plainText } from './inline.ts'
import { readableFormula } from './latex.ts'
import { parse } from './parse.ts'
import { quieten } from './quieten.ts'
import { separateCode } from './separate-code.ts'
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
import { completeMarkdown } from './unfinished.ts'
import { withoutData } from './data-addresses.ts'
import { Writer } from './writer.ts'

/** A quote longer than this is folded, so that it does not push the answer off the screen. */
const longQuote = 600

/**
 * GitHub-flavoured Markdown as text and entities. Whatever a model writes, Telegram takes it: there is nothing to escape,
 * raw HTML is shown as it is written, and entities obey Telegram's rules of nesting.
 */
export function formatMarkdown(markdown: string): FormattedText {
  const source = withoutData(markdown.toWellFormed())
  try {
    const writer = new Writer()
    writeBlocks(writer, source)
    const written = writer.result()
    const text = written.text.trimEnd()
    // Markdown that shows nothing, such as an image without a name, is shown as it is rather than not at all.
    if (text.trim() !== '') return separateCode(slice(written, 0, text.length))
  } catch {
    // The words matter more than their shape, whatever went wrong with it.
  }
  return { text: source.trim(), entities: [] }
}

/** What a model wrote, in which no name, command or tag becomes a link by accident. */
export function formatAnswer(markdown: string): FormattedText {
  return quieten(formatMarkdown(markdown))
}

/** An answer that is still being written: marks that are not closed yet are not shown as such. */
export function formatUnfinishedMarkdown(markdown: string): FormattedText {
  const complete = completed(markdown)
  return complete.trim() === '' ? { text: '', entities: [] } : formatAnswer(complete)
}

function completed(markdown: string): string {
  try {
    return completeMarkdown(markdown)
  } catch {
    return markdown
  }
}

function writeBlocks(writer: Writer, source: string): void {
  const inline = inlineWriter(writer)
  blocks(parse(source).children)

  function blocks(nodes: Block[]) {
    nodes.forEach((node, index) => {
      const before = nodes[index - 1]
      const close = before?.type === 'paragraph' && (node.type === 'list' || isFormula(node)) && !node.apart
      if (before)
        writer.breakLine(close || (before && isFormula(before) && node.type === 'paragraph' && !node.apart) ? 1 : 2)
      block(node)
    })
  }

  function block(node: Block): void {
    switch (node.type) {
      case 'heading':
        return writer.mark('bold', {}, () => inline(node.children))
      case 'code':
        return node.lang === 'math' ? formula(node.value) : code(node)
      case 'paragraph':
        return paragraph(node)
      case 'blockquote':
        return quote(node)
      case 'list':
        return list(node)
      case 'table':
        return table(node)
      case 'thematicBreak':
        return writer.write('───────────')
      case 'footnote':
        writer.write(`[${node.identifier}] `)
        return blocks(node.children)
      case 'definition':
        return writer.write(withoutData(node.value))
      case 'html':
        return inline([{ type: 'html', value: node.value }])
    }
  }

  /** A formula that is a paragraph by itself and cannot be read as text is set like a program. */
  function paragraph(node: Paragraph) {
    const [only, ...others] = node.children
    if (only?.type === 'formula' && others.length === 0) formula(only.value)
    else inline(node.children)
  }

  function formula(tex: string) {
    const readable = readableFormula(tex)
    if (readable === undefined) code({ lang: 'latex', value: tex })
    else writer.write(readable)
  }

  function code({ lang, value }: Pick<Code, 'lang' | 'value'>) {
    writer.mark('pre', lang ? { language: lang } : {}, () => writer.writeVerbatim(value || ' '))
  }

  /** Quotes do not nest in Telegram: an inner one is part of the outer. */
  function quote({ children }: Quote) {
    if (writer.marked('blockquote')) return blocks(children)
    writer.quote(longQuote, () => writer.atEdge(() => blocks(children)))
  }

  function list(node: List) {
    node.children.forEach((item, index) => {
      if (index > 0) writer.breakLine(item.apart ? 2 : 1)
      writer.write(bullet(item))
      writer.indent('  ', () => insideItem(item))
    })
  }

  function insideItem({ children }: Item) {
    children.forEach((child, index) => {
      if (index > 0) writer.breakLine(child.apart && standsInLine(child) ? 2 : 1)
      else if (!standsInLine(child)) writer.breakLine()
      block(child)
    })
  }

  function table(node: Table) {
    const rows = node.rows.map((row) => row.map((cell) => plainText(cell).replaceAll(/\s+/g, ' ').trim()))
    // In a monospaced block a link would lose its address.
    const hasLinks = holds(node, 'link') || holds(node, 'image')
    const columns = hasLinks ? undefined : alignColumns(rows, node.align)
    if (columns !== undefined) return writer.mark('pre', {}, () => writer.writeVerbatim(columns))
    const [head, ...records] = node.rows
    // A table of nothing but its heading has no records.
    for (const [index, record] of (records.length > 0 ? records : [head!]).entries()) {
      if (index > 0) writer.breakLine(2)
      record.forEach((cell, column) => {
        if (column > 0) writer.breakLine()
        const name = head![column]!
        if (record !== head && plainText(name).trim() !== '') {
          writer.mark('bold', {}, () => (inline(name.children), writer.write(':')))
          writer.write(' ')
        }
        inline(cell.children)
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
